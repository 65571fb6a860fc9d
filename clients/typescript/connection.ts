import { createClient } from "graphql-ws";
import type { Answer } from "./answer.ts";
import type { GraphQLFault } from "./errors.ts";

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

/** How long a peer may be silent, ms. */
export interface Timing {
  /** From the first byte to the acknowledged connection. */
  openWithinMs: number;
  /** A connection without a ping for so long is asked whether it lives. */
  pingEveryMs: number;
  /** It must say something within this time of the ping. */
  pongWithinMs: number;
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

const defaultTiming: Timing = {
  openWithinMs: 10_000,
  pingEveryMs: 10_000,
  pongWithinMs: 10_000,
};

type Timer = ReturnType<typeof setTimeout>;

/**
 * One socket with one subscription and no second try. A peer that does not open in time, or that says
 * nothing for long, not even to a ping, counts as closed. The answer closes it, with no event after that.
 */
export function connect(
  options: ConnectionOptions,
  payload: { query: string; variables: Record<string, unknown> },
  events: ConnectionEvents,
): () => void {
  const { openWithinMs, pingEveryMs, pongWithinMs } = { ...defaultTiming, ...options.timing };
  let over = false;
  let opened = false;
  let timer: Timer | undefined = setTimeout(() => silent("not open in time"), openWithinMs);
  const stop = () => {
    over = true;
    clearTimeout(timer);
    unsubscribe();
    // Before it is open there is nothing to complete, and graphql-ws would wait for it.
    if (!opened) client.terminate();
  };
  const finish = (end: ConnectionEnd) => {
    if (over) return;
    // graphql-ws opens a socket that was closed with 1000 again, and asks from the first cursor: what is
    // unsubscribed it leaves alone.
    stop();
    events.end(end);
  };
  const silent = (reason: string) => {
    if (over) return;
    finish({ by: "close", code: undefined, reason });
    client.terminate();
  };
  const client = createClient({
    url: options.url,
    ...(options.connectionParams && { connectionParams: options.connectionParams }),
    ...(options.webSocketImpl !== undefined && { webSocketImpl: options.webSocketImpl }),
    lazy: true,
    retryAttempts: 0,
    keepAlive: pingEveryMs,
    on: {
      connected: () => {
        clearTimeout(timer);
        opened = true;
        if (!over) events.open();
      },
      ping: (received) => {
        if (received || over) return;
        clearTimeout(timer);
        timer = setTimeout(() => silent("no answer to a ping"), pongWithinMs);
      },
      message: () => {
        if (opened) clearTimeout(timer);
      },
      error: (error) => finish({ by: "close", code: undefined, reason: reasonOf(error) }),
      closed: (event) => finish({ by: "close", ...closeOf(event) }),
    },
  });
  const unsubscribe = client.subscribe<Record<string, unknown>>(payload, {
    next: (answer) => {
      if (!over) events.answer(answer as Answer);
    },
    error: (error) => finish(endOf(error)),
    complete: () => finish({ by: "complete" }),
  });
  return () => {
    if (!over) stop();
  };
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
