const delaysMs = [250, 1_000, 3_000, 10_000, 20_000];
const windowMs = 120_000;

/**
 * The wait before a part that died is started again, ms. `deaths` are the times of its deaths, in milliseconds of any
 * clock. Undefined, so no restart, after more than five deaths within two minutes, or more than two of a part that never
 * was ready: then its configuration is at fault.
 */
export function restartDelay(
  deaths: readonly number[],
  now: number,
  wasReady: boolean,
): number | undefined {
  const recent = deaths.filter((at) => now - at < windowMs).length;
  return delaysMs.slice(0, wasReady ? delaysMs.length : 2)[Math.max(recent, 1) - 1];
}
