import type { Answer } from "./follow/answer.ts";
import type { ConnectionOptions } from "./connection/connection-options.ts";
import { Connections } from "./connection/connections.ts";
import type { ConnectionState } from "./connection/connection-state.ts";
import type { StreamEvent } from "./event.ts";
import { readable, type Subscription } from "./follow/follow.ts";
import { Follower } from "./follow/follower.ts";
import { closedCode, RequestError } from "./errors.ts";
import { request, type RequestOptions } from "./request.ts";
import { requireWebSocket, socketUrl } from "./connection/socket-url.ts";
import type { Source } from "./source.ts";

/** Options of a client. `url` may be relative to the page, such as `/graphql`. */
export interface ClientOptions
  extends ConnectionOptions, Pick<RequestOptions, "headers" | "withinMs"> {
  /** As in `follow`, for each subscription. */
  maxBuffered?: number;
}

/** A client of one API, for all operations of a page or process. */
export interface Client extends Source {
  readonly url: string;
  /** Whether it calls as someone: what a page keeps for one user is not for the next one. */
  readonly usesToken: boolean;
  /** Like `follow`, with complete results: caches need the data by field name and the errors of links. */
  followAnswers(
    subscription: Subscription<unknown, Record<string, unknown>>,
    options?: { signal?: AbortSignal | undefined },
  ): AsyncIterableIterator<Answer, undefined>;
  /** The latest state of its connection; `ended` before the first and some time after the last subscription. */
  connection(): ConnectionState;
  /** Calls back at each change of `connection()`, until the returned function is called. */
  onConnection(changed: () => void): () => void;
  /** Closes the connection, as for a hidden page. Subscriptions go on after `resume`, without a gap. */
  pause(): void;
  resume(): void;
  /** Ends all subscriptions and requests, and closes the connection. */
  close(): void;
}

/**
 * Creates a client. All its subscriptions share one socket, which is open while there are some. It opens none before the
 * first.
 */
export function createClient(options: ClientOptions): Client {
  const { url, headers = {}, token, withinMs = 30_000, maxBuffered, retry } = options;
  const closed = new AbortController();
  const listeners = new Set<() => void>();
  const connections = new Connections(options, () => {
    for (const listener of [...listeners]) listener();
  });
  const both = (signal?: AbortSignal) =>
    signal ? AbortSignal.any([signal, closed.signal]) : closed.signal;
  const followed = <T>(
    subscription: Subscription<never, never>,
    signal: AbortSignal | undefined,
    toValue: (event: StreamEvent, answer: Answer) => T,
  ) => {
    socketUrl(url);
    requireWebSocket(options.webSocketImpl);
    return new Follower({
      ...readable(subscription),
      ...{ toValue, maxBuffered, retry, signal: both(signal) },
      subscribe: (operation) => connections.subscribe(operation),
    });
  };
  return {
    url,
    usesToken: token !== undefined,
    request: (document, variables, { signal } = {}) =>
      request(
        { url, headers, ...(token && { token }), withinMs, signal: both(signal) },
        document,
        variables,
      ),
    follow: (subscription, { signal } = {}) =>
      followed(subscription as Subscription<never, never>, signal, (event) => event as never),
    followAnswers: (subscription, { signal } = {}) =>
      followed(subscription as Subscription<never, never>, signal, (_, answer) => answer),
    connection: () => connections.state,
    onConnection(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    pause: () => connections.pause(),
    resume: () => connections.resume(),
    close() {
      closed.abort(new RequestError(closedCode, "the client is closed", { retryable: false }));
      connections.close();
    },
  };
}
