import { type Client, createClient } from "graphql-ws/client";
import type { ConnectionOptions } from "./connection-options.ts";
import { defaultTiming, type LivenessMonitor, monitorLiveness } from "./liveness.ts";
import { type OperationEvents, operations, type Payload } from "./operations.ts";
import { type Renewal, renewal, type TokenSource } from "./renewal.ts";

/** How a socket ended, unless the caller closed it. */
export interface SocketEnd {
  code: number | undefined;
  reason: string;
}

/** One socket for any number of operations. */
export interface Socket {
  /** Begins an operation. The returned function ends it; no callback follows. */
  subscribe(payload: Payload, events: OperationEvents): () => void;
  /** Closes it; no callback follows. */
  close(): void;
}

/**
 * Opens one socket, without a retry. A peer that does not acknowledge the connection or answer a ping in time counts as
 * closed. `ended` is the last callback and comes once; operations have none after it.
 */
export function openSocket(
  options: ConnectionOptions,
  events: { opened(): void; ended(end: SocketEnd): void },
): Socket {
  let over = false;
  let client: Client | undefined;
  const running = operations();
  const fresh = options.token && renewal(options.token);
  const monitor = monitorLiveness(options.timing, (reason) => {
    finish({ code: undefined, reason });
    client?.terminate();
  });
  const stop = () => {
    over = true;
    monitor.stop();
    fresh?.stop();
    running.endAll();
    if (client) shut(client, monitor);
  };
  const finish = (end: SocketEnd) => {
    if (over) return;
    stop();
    events.ended(end);
  };
  const begin = (token?: string) => {
    if (over) return;
    client = openClient({ options, token, monitor, fresh, finish }, () => over || events.opened());
  };
  // Before the socket is opened: from then on the server waits for the token only for a short time.
  if (options.token) {
    ask(options.token).then(begin, (error) => finish({ code: undefined, reason: reasonOf(error) }));
  } else begin();
  return {
    subscribe: (payload, sink) => client && !over ? running.begin(client, payload, sink) : () => {},
    close: () => over || stop(),
  };
}

/** Without `dispose`, graphql-ws reopens a socket that was closed with 1000. It waits for the acknowledgement. */
function shut(client: Client, monitor: LivenessMonitor): void {
  void Promise.resolve(client.dispose()).catch(() => undefined);
  if (!monitor.opened) client.terminate();
}

const ask = async (token: TokenSource): Promise<string> => await token();

interface Opening {
  options: ConnectionOptions;
  token: string | undefined;
  monitor: LivenessMonitor;
  fresh: Renewal | undefined;
  finish: (end: SocketEnd) => void;
}

function openClient(
  { options, token, monitor, fresh, finish }: Opening,
  opened: () => void,
): Client {
  const { url, webSocketImpl, timing } = options;
  const connectionParams = paramsWith(options.connectionParams, token);
  return createClient({
    url,
    ...(connectionParams && { connectionParams }),
    ...(webSocketImpl !== undefined && { webSocketImpl }),
    // Opened at once, and open also while it has no operations: `Connection` decides when to close it.
    lazy: false,
    onNonLazyError: () => {},
    retryAttempts: 0,
    keepAlive: { ...defaultTiming, ...timing }.pingEveryMs,
    on: {
      connected: (socket, payload) => {
        monitor.open();
        fresh?.acknowledged(socket, payload);
        opened();
      },
      ping: (received) => received || monitor.pingSent(),
      pong: (received, payload) => received && fresh?.ponged(payload),
      message: () => monitor.received(),
      error: (error) => finish({ code: undefined, reason: reasonOf(error) }),
      closed: (event) => finish(closeOf(event)),
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

function closeOf(event: unknown): SocketEnd {
  const { code, reason } = event as { code?: unknown; reason?: unknown };
  const number = typeof code === "number" ? code : undefined;
  return { code: number, reason: String(reason || `closed with ${number ?? "no code"}`) };
}

function reasonOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? message : "the connection failed";
}
