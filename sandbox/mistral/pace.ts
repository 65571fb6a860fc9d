import { setImmediate } from "node:timers/promises";
import { sleep } from "../../protocol/async/sleep.ts";
import type { Pace } from "../control/settings.ts";

/** Waits `ms`; false if `signal` aborted the wait. */
export async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  if (ms > 0) await sleep(ms, signal);
  return !signal.aborted;
}

/** Tokens after which a run without pacing yields to the event loop. */
const yieldAfter = 64;

/** Calls `emit` for each of `count` tokens at its time; a late token does not delay others. False if `signal` aborted. */
export async function paced(
  count: number,
  pace: Pace,
  signal: AbortSignal,
  emit: (index: number) => void | Promise<void>,
): Promise<boolean> {
  const { tokensPerSecond: rate, firstTokenMs } = pace;
  const start = performance.now() + firstTokenMs;
  for (let i = 0; i < count; i++) {
    const due = rate > 0 ? start + (i * 1_000) / rate : start;
    const wait = due - performance.now();
    if (wait > 0 && !(await waited(wait, signal))) return false;
    if (wait <= 0 && i % yieldAfter === yieldAfter - 1) await setImmediate();
    if (signal.aborted) return false;
    await emit(i);
  }
  return true;
}
