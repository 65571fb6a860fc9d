import type { Answer } from "../follow/answer.ts";
import type { Client } from "../client.ts";
import { followAnswers, type Subscription } from "../follow/follow.ts";
import type { FollowOptions } from "../follow/follow-options.ts";

/** A client, whose socket all subscriptions share; or options of `follow`, for a socket each. */
export type Target = { client: Pick<Client, "followAnswers"> } | FollowOptions;

/** A result with an event; `errors` are links that could not be read. */
export interface EventAnswer {
  data: Record<string, unknown>;
  errors?: { message: string; path?: (string | number)[] }[];
}

/** Observer of urql, Apollo and Relay. */
export interface Observer {
  next(answer: EventAnswer): void;
  error(error: Error): void;
  complete(): void;
}

/** An operation of these libraries. Its variable `after` is the cursor to start after. */
export interface ObservedOperation {
  query: Subscription<unknown, Record<string, unknown>>["query"];
  variables: object | null | undefined;
}

/**
 * Follows a subscription for an observer, like `follow` for a loop: each event comes once, also after lost connections.
 * Errors of `follow` go to `error`. The returned function stops it; no callback follows.
 */
export function observe(
  target: Target,
  { query, variables }: ObservedOperation,
  observer: Observer,
): () => void {
  const { after, ...rest } = { ...variables } as { after?: string | null };
  const stopped = new AbortController();
  const open = () => answersOf(target, { query, variables: rest, after }, stopped.signal);
  void deliver(open, observer, stopped.signal);
  return () => stopped.abort();
}

function answersOf(
  target: Target,
  subscription: Subscription<unknown, Record<string, unknown>>,
  stopped: AbortSignal,
): AsyncIterable<Answer> {
  if ("client" in target) return target.client.followAnswers(subscription, { signal: stopped });
  const signal = target.signal ? AbortSignal.any([stopped, target.signal]) : stopped;
  return followAnswers({ ...target, signal }, subscription);
}

async function deliver(
  open: () => AsyncIterable<Answer>,
  observer: Observer,
  stopped: AbortSignal,
): Promise<void> {
  try {
    for await (const answer of open()) observer.next(answer as EventAnswer);
  } catch (error) {
    if (!stopped.aborted) observer.error(error as Error);
    return;
  }
  if (!stopped.aborted) observer.complete();
}
