import type { Answer } from "../answer.ts";
import { followAnswers, type Subscription } from "../follow.ts";
import type { FollowOptions } from "../follow-options.ts";

/** An answer with an event in it; `errors` tell which links could not be read. */
export interface EventAnswer {
  data: Record<string, unknown>;
  errors?: { message: string; path?: (string | number)[] }[];
}

/** What the observables of urql, Apollo and Relay hand to their sources. */
export interface Observer {
  next(answer: EventAnswer): void;
  error(error: Error): void;
  complete(): void;
}

/** An operation as those libraries hand it over; `after` among its variables is the cursor to begin behind. */
export interface ObservedOperation {
  query: Subscription<unknown, Record<string, unknown>>["query"];
  variables: object | null | undefined;
}

/**
 * Follows for an observer, as `follow` does for a loop: a cut is not seen, and each fact comes once. What `follow`
 * throws goes to `error`. The answer stops it; nothing is called after that.
 */
export function observe(
  options: FollowOptions,
  { query, variables }: ObservedOperation,
  observer: Observer,
): () => void {
  const { after, ...rest } = { ...variables } as { after?: string | null };
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, ...(options.signal ? [options.signal] : [])]);
  const open = () => followAnswers({ ...options, signal }, { query, variables: rest, after });
  void deliver(open, observer, left.signal);
  return () => left.abort();
}

async function deliver(
  open: () => AsyncIterable<Answer>,
  observer: Observer,
  left: AbortSignal,
): Promise<void> {
  try {
    for await (const answer of open()) observer.next(answer as EventAnswer);
  } catch (error) {
    if (!left.aborted) observer.error(error as Error);
    return;
  }
  if (!left.aborted) observer.complete();
}
