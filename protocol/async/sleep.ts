import { setTimeout } from "node:timers/promises";

/** Resolves after `ms`, or as soon as `signal` aborts. `ref: false`: the timer does not keep the process alive. */
export async function sleep(
  ms: number,
  signal?: AbortSignal,
  { ref = true }: { ref?: boolean } = {},
): Promise<void> {
  const options = { ref, ...(signal && { signal }) };
  // It rejects only when the signal aborts.
  await setTimeout(Math.max(0, ms), undefined, options).catch(() => {});
}
