import type { StreamEvent } from "./event.ts";
import { pause } from "./pause.ts";
import { parseRecording, type Recorded } from "./recording.ts";

/** How to play. */
export interface PlayOptions {
  /** 4: four times as fast as it came; Infinity: at once. Default 1. */
  speed?: number;
  /** Longest wait between two events, ms, as it came; keeps a recording with pauses watchable. */
  maxWaitMs?: number;
  /** Aborting ends it at once, as `return()` does. */
  signal?: AbortSignal;
}

/**
 * The events of a recording, at the pace at which they came, without a server: what `follow` would have given. Takes
 * the recording's text or its events. Ends behind the last; `return()`, and so `break`, ends a wait at once. Throws
 * SyntaxError for a text that is none, RangeError for a speed that is not above 0. One loop per call.
 */
export function play<E extends StreamEvent = StreamEvent>(
  recording: string | readonly Recorded<E>[],
  { speed = 1, maxWaitMs = Infinity, signal }: PlayOptions = {},
): AsyncIterableIterator<E, undefined> {
  if (!(speed > 0)) throw new RangeError(`a speed of ${speed} would never come to an end`);
  const events = typeof recording === "string" ? parseRecording<E>(recording) : recording;
  const left = new AbortController();
  const stopped = AbortSignal.any([left.signal, ...(signal ? [signal] : [])]);
  const playing = paced(withDueTimes(events, speed, maxWaitMs), stopped);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => playing.next(),
    return: () => {
      left.abort();
      return playing.return(undefined);
    },
  };
}

interface Due<E> {
  /** ms from the start of playing. */
  due: number;
  event: E;
}

/** When each event is due. */
export function withDueTimes<E extends StreamEvent>(
  events: readonly Recorded<E>[],
  speed: number,
  maxWaitMs: number,
): Due<E>[] {
  let due = 0;
  let before = events[0]?.at ?? 0;
  return events.map(({ at, event }) => {
    due += Math.min(Math.max(0, at - before), maxWaitMs) / speed;
    before = at;
    return { due, event };
  });
}

// Due times count from the start, so that late timers do not add up.
async function* paced<E>(events: readonly Due<E>[], stopped: AbortSignal) {
  const start = performance.now();
  for (const { due, event } of events) {
    const wait = start + due - performance.now();
    if (wait > 0) await pause(wait, stopped);
    if (stopped.aborted) return undefined;
    yield event;
  }
  return undefined;
}
