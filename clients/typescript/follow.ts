import type { Answer } from "./answer.ts";
import { socketUrl } from "./connection.ts";
import { checkResumable, type GraphQLDocument, textOf } from "./document.ts";
import type { StreamEvent } from "./event.ts";
import type { FollowOptions } from "./follow-options.ts";
import { Follower } from "./follower.ts";

/** What to follow. */
export interface Subscription<Result, Variables> {
  /** Declares `$after: String`, passes it on, and selects `cursor fromSeq seq` of every event. */
  query: GraphQLDocument<Result, Variables>;
  variables?: Omit<Variables, "after">;
  /** Cursor to begin behind; without it, the oldest event kept. */
  after?: string | null | undefined;
}

/** The value of the single root field of a subscription. */
export type EventOf<Result> = Extract<
  NonNullable<Exclude<Result[keyof Result], string>>,
  StreamEvent
>;

type Untyped = { event: StreamEvent & { __typename?: string } & Record<string, unknown> };

/**
 * The events of a subscription, each fact once and in order, whatever happens to the connection: it resumes from
 * the newest cursor, skips what it had, and notices a gap. Ends when the server says that the stream has ended.
 * Throws StreamError (see its `code`), GapError or DocumentError, TypeError for a bad address; `return()`, and so `break`, closes at once.
 * Nothing is opened before the first `next()`. One loop per call.
 */
export function follow<Result = Untyped, Variables = Record<string, unknown>>(
  options: FollowOptions,
  subscription: Subscription<Result, Variables>,
): AsyncIterableIterator<EventOf<Result>, undefined> {
  return followed(options, subscription, (event) => event as EventOf<Result>);
}

/** The same, with the whole answers: for caches that want data under the field's name, and errors of its links. */
export function followAnswers(
  options: FollowOptions,
  subscription: Subscription<unknown, Record<string, unknown>>,
): AsyncIterableIterator<Answer, undefined> {
  return followed(options, subscription, (_, answer) => answer);
}

function followed<Result, Variables, T>(
  options: FollowOptions,
  { query, variables, after }: Subscription<Result, Variables>,
  handOut: (event: StreamEvent, answer: Answer) => T,
): Follower<T> {
  const text = textOf(query);
  checkResumable(text);
  const url = socketUrl(options.url);
  return new Follower({ ...options, url }, text, { ...variables }, after ?? undefined, handOut);
}
