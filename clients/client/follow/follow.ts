import type { Answer } from "./answer.ts";
import { Connection } from "../connection/connection.ts";
import { checkResumable, type GraphQLDocument, textOf } from "../document.ts";
import type { StreamEvent } from "../event.ts";
import type { FollowOptions } from "./follow-options.ts";
import { Follower, type Following } from "./follower.ts";
import { requireWebSocket, socketUrl } from "../connection/socket-url.ts";

/** A subscription to follow. */
export interface Subscription<Result, Variables> {
  /** Must declare `$after: String`, pass it on, and select `cursor fromSeq seq` of every event. */
  query: GraphQLDocument<Result, Variables>;
  variables?: Omit<Variables, "after">;
  /** Cursor to start after; without it, the oldest stored event. */
  after?: string | null | undefined;
}

/** The value of the single root field of a subscription. */
export type EventOf<Result> = Extract<
  NonNullable<Exclude<Result[keyof Result], string>>,
  StreamEvent
>;

type Untyped = { event: StreamEvent & { __typename?: string } & Record<string, unknown> };

/**
 * The events of a subscription, each once and in order. After a lost connection it resumes from the latest cursor,
 * skips repeated events and detects gaps. It ends when the server ends the stream. Throws StreamError (see its `code`),
 * GapError, DocumentError, or TypeError for an invalid address. `return()`, and so `break`, closes the connection. It
 * opens no connection before the first `next()`. Use one loop per call.
 */
export function follow<Result = Untyped, Variables = Record<string, unknown>>(
  options: FollowOptions,
  subscription: Subscription<Result, Variables>,
): AsyncIterableIterator<EventOf<Result>, undefined> {
  return followed(options, subscription, (event) => event as EventOf<Result>);
}

/** Like `follow`, with complete results: caches need the data by field name and the errors of links. */
export function followAnswers(
  options: FollowOptions,
  subscription: Subscription<unknown, Record<string, unknown>>,
): AsyncIterableIterator<Answer, undefined> {
  return followed(options, subscription, (_, answer) => answer);
}

function followed<Result, Variables, T>(
  options: FollowOptions,
  subscription: Subscription<Result, Variables>,
  toValue: (event: StreamEvent, answer: Answer) => T,
): Follower<T> {
  const report = options.onConnection ?? (() => {});
  const url = socketUrl(options.url);
  requireWebSocket(options.webSocketImpl);
  const connection = new Connection({ ...options, url }, 0, (state) => {
    // The reader ends and pauses: its connection is closed then.
    if (state.state !== "ended") report(state);
  });
  const { signal, maxBuffered, retry } = options;
  return new Follower({
    ...readable(subscription),
    ...{ toValue, signal, maxBuffered, retry, report },
    subscribe: (operation) => connection.subscribe(operation),
  });
}

/** What to read of a subscription. Throws DocumentError for one that cannot be resumed. */
export function readable<Result, Variables>(
  { query, variables, after }: Subscription<Result, Variables>,
): Pick<Following<never>, "query" | "variables" | "after"> {
  const text = textOf(query);
  checkResumable(text);
  return { query: text, variables: { ...variables }, after: after ?? undefined };
}
