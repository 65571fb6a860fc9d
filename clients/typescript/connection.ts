import { type Client, createClient } from "graphql-ws";
import type { Answer } from "./answer.ts";
import type { GraphQLFault } from "./errors.ts";
import { defaultTiming, type LivenessMonitor, monitorLiveness, type Timing } from "./liveness.ts";

/** Where and how to connect. */
export interface ConnectionOptions {
  /** Address of the API's GraphQL endpoint; http and https stand for ws and wss. */
  url: string;
  /** Sent with every connection; a function is asked anew for each, so it can fetch a fresh token. */
  connectionParams?:
    | Record<string, unknown>
    | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  /** A WebSocket class, where there is no global one. */
  webSocketImpl?: unknown;
  timing?: Partial<Timing>;
}

/** How a connection ended, other than by our own `close`. */
export type ConnectionEnd =
  | { by: "complete" }
  | { by: "errors"; errors: readonly GraphQLFault[] }
  | { by: "close"; code: number | undefined; reason: string };

/** Called while a connection lives; `end` is the last and comes once. */
export interface ConnectionEvents {
  open(): void;
  answer(answer: Answer): void;
  end(end: ConnectionEnd): void;
}

/**
 * One socket with one subscription and no second try. A peer that does not open in time, or that says nothing for
 * long, not even to a ping, counts as closed. The answer closes it; nothing is called after that, nor after `end`.
 */
export function connect(
  options: ConnectionOptions,
  payload: { query: string; variables: Record<string, unknown> },
  events: ConnectionEvents,
): () => void {
  let over = false;
  const silence = monitorLiveness(options.timing, (reason) => {
    finish({ by: "close", code: undefined, reason });
    client.terminate();
  });
  // graphql-ws opens a socket that was closed with 1000 again, whatever its settings, and asks from the first cursor.
  // What is unsubscribed it leaves alone.
  const stop = () => {
    over = true;
    silence.stop();
    unsubscribe();
    // Before it is open there is nothing to complete, and graphql-ws would wait for it.
    if (!silence.opened) client.terminate();
  };
  const finish = (end: ConnectionEnd) => {
    if (over) return;
    stop();
    events.end(end);
  };
  const client = openClient(options, silence, finish, () => over || events.open());
  const unsubscribe = client.subscribe<Record<string, unknown>>(payload, {
    next: (answer) => over || events.answer(answer as Answer),
    error: (error) => finish(endOf(error)),
    complete: () => finish({ by: "complete" }),
  });
  return () => over || stop();
}

function openClient(
  { url, connectionParams, webSocketImpl, timing }: ConnectionOptions,
  silence: LivenessMonitor,
  finish: (end: ConnectionEnd) => void,
  open: () => void,
): Client {
  return createClient({
    url,
    ...(connectionParams && { connectionParams }),
    ...(webSocketImpl !== undefined && { webSocketImpl }),
    lazy: true,
    retryAttempts: 0,
    keepAlive: { ...defaultTiming, ...timing }.pingEveryMs,
    on: {
      connected: () => {
        silence.open();
        open();
      },
      ping: (received) => received || silence.asked(),
      message: () => silence.heard(),
      error: (error) => finish({ by: "close", code: undefined, reason: reasonOf(error) }),
      closed: (event) => finish({ by: "close", ...closeOf(event) }),
    },
  });
}

/** The same address for a WebSocket, whole; in a browser it may be relative. Throws TypeError for any other. */
export function socketUrl(url: string): string {
  const page = (globalThis as { location?: { href?: string } }).location?.href;
  const address = new URL(url, page);
  address.protocol = address.protocol.replace(/^http/, "ws");
  if (/^wss?:$/.test(address.protocol)) return address.href;
  throw new TypeError(`${url} is no http, https, ws or wss address`);
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
