import { follow } from "./follow.ts";
import type { ConnectionState, FollowOptions } from "./follow-options.ts";
import { request, type RequestOptions } from "./request.ts";
import type { Source } from "./source.ts";

/** Options of a client: those of its connections, and headers of its requests. */
export interface ClientOptions
  extends
    Omit<FollowOptions, "signal" | "onConnection">,
    Pick<RequestOptions, "headers" | "withinMs"> {}

/** A client of one API, for all operations of a page or process. */
export interface Client extends Source {
  readonly url: string;
  /** The latest state of its connection; `ended` before the first and after the last subscription. */
  connection(): ConnectionState;
  /** Calls back at each change of `connection()`, until the returned function is called. */
  onConnection(changed: () => void): () => void;
  /** Ends all subscriptions, and closes the connection. */
  close(): void;
}

/** Creates a client. It opens no connection before the first subscription. */
export function createClient(options: ClientOptions): Client {
  const { url, headers, token, withinMs } = options;
  const closed = new AbortController();
  const listeners = new Set<() => void>();
  let state: ConnectionState = { state: "ended" };
  const onConnection = (next: ConnectionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const both = (signal?: AbortSignal) =>
    signal ? AbortSignal.any([signal, closed.signal]) : closed.signal;
  return {
    url,
    request: (document, variables, { signal } = {}) =>
      request(
        {
          url,
          headers: headers ?? {},
          ...(token && { token }),
          withinMs: withinMs ?? 30_000,
          signal: both(signal),
        },
        document,
        variables,
      ),
    follow: (subscription, { signal } = {}) =>
      follow({ ...options, onConnection, signal: both(signal) }, subscription),
    connection: () => state,
    onConnection(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    close: () => closed.abort(),
  };
}
