import { type Client, createClient } from "graphql-ws";
import type { Answer } from "./answer.ts";
import type { GraphQLFault } from "./errors.ts";
import { type Renewal, renewal, type TokenSource } from "./renewal.ts";
import { defaultTiming, type LivenessMonitor, monitorLiveness, type Timing } from "./liveness.ts";

/** Address and settings of a connection. */
export interface ConnectionOptions {
  /** Address of the API's GraphQL endpoint; http and https mean ws and wss. */
  url: string;
  /** Sent with each connection. A function is called for each, so that it can return a fresh token. */
  connectionParams?:
    | Record<string, unknown>
    | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  /**
   * Returns the token of the caller. It is called for each connection, and before the token expires: the connection is
   * renewed, or opened again where that fails.
   */
  token?: TokenSource;
  /** WebSocket class, for runtimes without a global one. */
  webSocketImpl?: unknown;
  timing?: Partial<Timing>;
}

/** How a connection ended, unless the caller closed it. */
export type ConnectionEnd =
  | { by: "complete" }
  | { by: "errors"; errors: readonly GraphQLFault[] }
  | { by: "close"; code: number | undefined; reason: string };

/** Events of a connection. `end` is the last one and comes once. */
export interface ConnectionEvents {
  open(): void;
  answer(answer: Answer): void;
  end(end: ConnectionEnd): void;
}

/**
 * Opens one socket with one subscription, without a retry. A peer that does not acknowledge the connection or answer a
 * ping in time counts as closed. The returned function closes the socket; no callback follows it, nor `end`.
 */
export function connect(
  options: ConnectionOptions,
  payload: { query: string; variables: Record<string, unknown> },
  events: ConnectionEvents,
): () => void {
  let over = false;
  let client: Client | undefined;
  let unsubscribe = () => {};
  const fresh = options.token && renewal(options.token);
  const monitor = monitorLiveness(options.timing, (reason) => {
    finish({ by: "close", code: undefined, reason });
    client?.terminate();
  });
  // Whatever its settings, graphql-ws reopens a socket that was closed with 1000 and subscribes with the first cursor,
  // unless the subscription was cancelled.
  const stop = () => {
    over = true;
    monitor.stop();
    fresh?.stop();
    unsubscribe();
    // graphql-ws would wait for the acknowledgement before it closes.
    if (!monitor.opened) client?.terminate();
  };
  const finish = (end: ConnectionEnd) => {
    if (over) return;
    stop();
    events.end(end);
  };
  const begin = (token?: string) => {
    if (over) return;
    const opened = { options, token, monitor, fresh, finish };
    client = openClient(opened, () => over || events.open());
    unsubscribe = client.subscribe<Record<string, unknown>>(payload, {
      next: (answer) => over || events.answer(answer as Answer),
      error: (error) => finish(endOf(error)),
      complete: () => finish({ by: "complete" }),
    });
  };
  // Before the socket is opened: from then on the server waits for the token only for a short time.
  if (options.token) {
    ask(options.token).then(
      begin,
      (error) => finish({ by: "close", code: undefined, reason: reasonOf(error) }),
    );
  } else begin();
  return () => over || stop();
}

const ask = async (token: TokenSource): Promise<string> => await token();

interface Opening {
  options: ConnectionOptions;
  token: string | undefined;
  monitor: LivenessMonitor;
  fresh: Renewal | undefined;
  finish: (end: ConnectionEnd) => void;
}

function openClient(
  { options, token, monitor, fresh, finish }: Opening,
  open: () => void,
): Client {
  const { url, webSocketImpl, timing } = options;
  const connectionParams = paramsWith(options.connectionParams, token);
  return createClient({
    url,
    ...(connectionParams && { connectionParams }),
    ...(webSocketImpl !== undefined && { webSocketImpl }),
    lazy: true,
    retryAttempts: 0,
    keepAlive: { ...defaultTiming, ...timing }.pingEveryMs,
    on: {
      connected: (socket, payload) => {
        monitor.open();
        fresh?.acknowledged(socket, payload);
        open();
      },
      ping: (received) => received || monitor.pingSent(),
      pong: (received, payload) => received && fresh?.ponged(payload),
      message: () => monitor.received(),
      error: (error) => finish({ by: "close", code: undefined, reason: reasonOf(error) }),
      closed: (event) => finish({ by: "close", ...closeOf(event) }),
    },
  });
}

function paramsWith(
  params: ConnectionOptions["connectionParams"],
  token: string | undefined,
): ConnectionOptions["connectionParams"] {
  if (token === undefined) return params;
  return async () => ({ ...(typeof params === "function" ? await params() : params), token });
}

/** The absolute WebSocket address of an http(s) or ws(s) address, which may be relative in a browser. Throws TypeError. */
export function socketUrl(url: string): string {
  const page = (globalThis as { location?: { href?: string } }).location?.href;
  const address = new URL(url, page);
  address.protocol = address.protocol.replace(/^http/, "ws");
  if (/^wss?:$/.test(address.protocol)) return address.href;
  throw new TypeError(`${url} is not an http, https, ws or wss address`);
}

function endOf(error: unknown): ConnectionEnd {
  if (Array.isArray(error)) return { by: "errors", errors: error as GraphQLFault[] };
  return { by: "close", code: undefined, reason: reasonOf(error) };
}

function closeOf(event: unknown): { code: number | undefined; reason: string } {
  const { code, reason } = event as { code?: unknown; reason?: unknown };
  const number = typeof code === "number" ? code : undefined;
  return { code: number, reason: String(reason || `closed with ${number ?? "no code"}`) };
}

function reasonOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? message : "the connection failed";
}
