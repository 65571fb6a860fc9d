import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from "graphql-ws";
import { limits } from "../protocol/limits.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { count } from "../telemetry/metrics.ts";
import { openSubscriptions } from "./open-subscriptions.ts";
import { drained, isLonger, limitedReason } from "./socket-flow.ts";
import { endingWithErrors, type Extra, isStream, prepare, run, shown } from "./socket-operation.ts";
import type { Yoga } from "./yoga.ts";

/** WebSockets of this process. */
export interface Sockets {
  /** Answers an upgrade request. */
  upgrade(request: Request): Response;
  /** Closes all with 1001, which clients take as: come back elsewhere. */
  close(): void;
  /** How many are open. */
  open(): number;
}

/** Close codes of ours beside the protocol's. Never 1000, 1008, 1011 or 4500: clients would not come back well. */
export const closeCodes = { drain: 1001, tooBig: 1009, lagging: 1013 } as const;

/** A silent peer is asked by ping after half of it and closed after all of it, seconds. */
const idleSeconds = 30;
const initMs = 3_000;

/**
 * graphql-transport-ws on Deno's sockets. graphql-ws' own adapter closes every socket with 4406, because Deno's
 * server side reports no subprotocol (https://github.com/enisdenjo/graphql-ws/issues/587).
 */
export function webSockets(
  yoga: { getEnveloped: Yoga["getEnveloped"] },
  log: Logger,
  options: { initMs?: number; lagMs?: number } = {},
): Sockets {
  const closers = new Set<(code: number, reason: string) => void>();
  const server = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: options.initMs ?? initMs,
    onSubscribe: (context, _id, payload) => prepare(context, payload, log),
    onOperation: (_context, _id, _payload, _args, result) =>
      isStream(result)
        ? openSubscriptions.during("websocket", endingWithErrors(result, log))
        : undefined,
    execute: (args) => run("execute", args, log),
    subscribe: (args) => run("subscribe", args, log),
    onNext: (_context, _id, _payload, _args, { errors, ...result }) =>
      errors ? { ...result, errors: errors.map(shown) } : result,
    onError: (_context, _id, _payload, errors) => errors.map(shown),
  });

  function open(socket: WebSocket, headers: Headers) {
    let receive: (data: string) => Promise<void> = () => Promise.resolve();
    const closed = onceOnly(server.opened({
      protocol: GRAPHQL_TRANSPORT_WS_PROTOCOL,
      send: (message) => send(message),
      close: (code, reason) => close(code ?? closeCodes.drain, reason ?? ""),
      onMessage: (callback) => (receive = callback),
    }, { headers, getEnveloped: yoga.getEnveloped }));

    /** Ends the sources first: Deno's close event waits until the peer has taken what was sent. */
    function close(code: number, reason: string) {
      void closed(code, reason);
      if (socket.readyState <= WebSocket.OPEN) socket.close(code, limitedReason(reason));
    }
    async function send(message: string) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(message);
      if (await drained(socket, options.lagMs)) return;
      log.info("socket_lagging", {});
      count("tramontane.sockets.lagging", {});
      close(closeCodes.lagging, "reads too slowly");
    }
    closers.add(close);
    socket.onmessage = ({ data }) => {
      if (typeof data !== "string") return close(4400, "Invalid message received");
      if (isLonger(data, limits.bodyBytes)) return close(closeCodes.tooBig, "message too big");
      receive(data).catch((error) => {
        log.error("socket_message_failed", errorFields(error));
        close(4400, "Invalid message received");
      });
    };
    socket.onerror = () => {}; // followed by close
    socket.onclose = ({ code, reason }) => {
      closers.delete(close);
      void closed(code, reason);
    };
  }

  return {
    upgrade(request) {
      const offered = (request.headers.get("sec-websocket-protocol") ?? "").split(",");
      const ours = offered.some((p) => p.trim() === GRAPHQL_TRANSPORT_WS_PROTOCOL);
      // The request's own headers cannot be read any more once it is upgraded.
      const headers = new Headers(request.headers);
      // Naming the protocol here would make Deno refuse lists without a space behind the comma.
      const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: idleSeconds });
      // Another one is agreed to for as long as it takes to say that it is not spoken here.
      const agreed = ours ? GRAPHQL_TRANSPORT_WS_PROTOCOL : offered[0]?.trim();
      if (agreed) response.headers.set("sec-websocket-protocol", agreed);
      if (ours) open(socket, headers);
      else socket.onopen = () => socket.close(4406, "Subprotocol not acceptable");
      return response;
    },
    close() {
      for (const close of [...closers]) close(closeCodes.drain, "server stops");
    },
    open: () => closers.size,
  };
}

/** Deno can tell a close twice, after an idle time-out. */
function onceOnly(closed: (code?: number, reason?: string) => Promise<void>) {
  let told: Promise<void> | undefined;
  return (code: number, reason: string) => (told ??= closed(code, reason));
}
