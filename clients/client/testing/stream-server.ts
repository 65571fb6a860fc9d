import { buildSchema, type ExecutionResult, GraphQLError, parse } from "graphql";
import { makeServer } from "graphql-ws";

/** Answers to a subscription, or errors that refuse it. */
export type Script = AsyncIterable<ExecutionResult> | readonly GraphQLError[];

/** A graphql-transport-ws server on a free port of 127.0.0.1 that answers with a script. */
export interface StreamServer extends AsyncDisposable {
  port: number;
  url: string;
  /** `after` of every subscription so far, in order. */
  afters: (string | null)[];
  /** Connection parameters of every connection so far. */
  params: unknown[];
  /** Sockets open now. */
  sockets: Set<WebSocket>;
  /** Settles when no socket is open. */
  empty(): Promise<void>;
}

const pong = (given: unknown, tokens: TokenRules) => {
  const { type, token } = (given ?? {}) as { type?: string; token?: unknown };
  return { type: "pong", payload: type === "renew" ? tokens.renew(token) : given };
};

const schema = buildSchema(
  "type Query { x: Int } type Subscription { events(after: String): Int }",
);

/** What the server does with tokens. */
export interface TokenRules {
  /** When the token of the connection with this index expires, ms since 1970. */
  expiresAt(nth: number): number;
  /** The payload of the pong to a renewal. */
  renew(token: unknown): object;
}

/** Starts the server. `script` receives the variables and the index of the subscription; `http` answers other requests. */
export function startStreamServer(
  script: (variables: { after: string | null }, nth: number) => Script,
  onConnect: (nth: number, socket: WebSocket) => void = () => {},
  tokens?: TokenRules,
  http: (request: Request) => Response | Promise<Response> = () =>
    new Response(null, { status: 404 }),
): StreamServer {
  const afters: (string | null)[] = [];
  const params: unknown[] = [];
  const sockets = new Set<WebSocket>();
  let waiting: (() => void)[] = [];
  const protocol = makeServer<Record<string, unknown>, { socket: WebSocket }>({
    onConnect: ({ connectionParams, extra }) => {
      params.push(connectionParams);
      onConnect(params.length - 1, extra.socket);
      if (extra.socket.readyState !== WebSocket.OPEN || !tokens) {
        return extra.socket.readyState === WebSocket.OPEN;
      }
      return { expiresAt: new Date(tokens.expiresAt(params.length - 1)).toISOString() };
    },
    onSubscribe: (_, __, { query, variables }) => {
      const given = variables as { after: string | null };
      afters.push(given.after);
      const answers = script(given, afters.length - 1);
      if (Array.isArray(answers)) return answers;
      return { schema, document: parse(query), rootValue: answers };
    },
    subscribe: ({ rootValue }) => Promise.resolve(rootValue as AsyncIterable<ExecutionResult>),
  });
  const serve = (request: Request) => {
    if (request.headers.get("upgrade") !== "websocket") return http(request);
    const { socket, response } = Deno.upgradeWebSocket(request);
    response.headers.set("sec-websocket-protocol", "graphql-transport-ws");
    let closed: (code?: number, reason?: string) => Promise<void>;
    socket.onopen = () => {
      sockets.add(socket);
      closed = protocol.opened({
        protocol: "graphql-transport-ws",
        send: (data) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(data);
        },
        close: (code, reason) => socket.close(code, reason),
        ...(tokens && {
          onPing: (payload) => socket.send(JSON.stringify(pong(payload, tokens))),
        }),
        onMessage: (read) => socket.onmessage = ({ data }) => void read(String(data)),
      }, { socket });
    };
    socket.onerror = () => {};
    socket.onclose = ({ code, reason }) => {
      sockets.delete(socket);
      void closed?.(code, reason);
      if (sockets.size === 0) { for (const settle of waiting.splice(0)) settle(); }
    };
    return response;
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, serve);
  const { port } = server.addr;
  return {
    port,
    url: `http://127.0.0.1:${port}/graphql`,
    afters,
    params,
    sockets,
    empty: () =>
      sockets.size === 0
        ? Promise.resolve()
        : new Promise((resolve) => waiting = [...waiting, resolve]),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.close(1001);
      await server.shutdown();
    },
  };
}
