import type { LogEvent, Only } from "../../schema/ports/event-log.ts";

/**
 * The events that `only` lets through. Each covers the numbers of those that were left out before it, so that a reader
 * still proves by `fromSeq == last.seq + 1` that it missed nothing. `from`: see `coveredFrom` of the cursor.
 */
export function onlySome(
  events: AsyncIterableIterator<LogEvent>,
  only: Only,
  from: number | null = null,
): AsyncIterableIterator<LogEvent> {
  const covered = new Coverage(from);
  return {
    async next() {
      for (;;) {
        const result = await events.next();
        if (result.done) return result;
        if (await only(result.value.body)) {
          return { done: false, value: covered.before(result.value) };
        }
        covered.leaveOut(result.value);
      }
    },
    async return() {
      return await events.return?.() ?? { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The numbers that were left out since the last event that a reader got. */
export class Coverage {
  #from: number | null;

  /** `from`: the first number that was left out before; null: none was. */
  constructor(from: number | null = null) {
    this.#from = from;
  }

  /** The first number that the next event covers in addition to its own; null: none. */
  get from(): number | null {
    return this.#from;
  }

  leaveOut({ fromSeq }: LogEvent): void {
    this.#from ??= fromSeq;
  }

  /** The event with the numbers that were left out before it. */
  before(event: LogEvent): LogEvent {
    const from = this.#from;
    this.#from = null;
    return from === null ? event : { ...event, fromSeq: from };
  }
}
