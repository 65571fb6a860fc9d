import { setImmediate, setTimeout } from "node:timers/promises";
import type { Pace } from "../control/settings.ts";

/** Waits `ms`, or less when `signal` aborts; true when the whole time has passed. */
export async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  if (ms <= 0) return true;
  return await setTimeout(ms, true, { signal }).catch(() => false);
}

/** How often a run at no pace lets other work in. */
const breath = 64;

/**
 * Calls `emit` for each of `count` tokens when it is due; a late one does not delay those after it.
 * False when `signal` ended it early.
 */
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
    if (wait <= 0 && i % breath === breath - 1) await setImmediate();
    if (signal.aborted) return false;
    await emit(i);
  }
  return true;
}
