import type { StreamEvent } from "../event.ts";
import { pause } from "../connection/pause.ts";
import { parseRecording, type Recorded } from "./recording.ts";

/** Options of `play`. */
export interface PlayOptions {
  /** Speed factor; Infinity: without waits. Default 1. */
  speed?: number;
  /** Maximum recorded time between two events, ms. It shortens long pauses. */
  maxWaitMs?: number;
  /** Aborting it ends the iteration at once, like `return()`. */
  signal?: AbortSignal;
}

/**
 * The events of a recording with their original timing, as `follow` returned them. Takes the text of a recording or its
 * events. `return()`, and so `break`, ends a wait at once. Throws SyntaxError for invalid text, RangeError for a speed
 * that is not above 0. Use one loop per call.
 */
export function play<E extends StreamEvent = StreamEvent>(
  recording: string | readonly Recorded<E>[],
  { speed = 1, maxWaitMs = Infinity, signal }: PlayOptions = {},
): AsyncIterableIterator<E, undefined> {
  if (!(speed > 0)) throw new RangeError(`the speed must be above 0, not ${speed}`);
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
  /** Time since the start, ms. */
  due: number;
  event: E;
}

/** The events with the times at which they are due. */
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

// Due times are relative to the start, so that the delays of timers do not add up.
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
