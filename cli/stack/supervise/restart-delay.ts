const delaysMs = [250, 1_000, 3_000, 10_000, 20_000];
const windowMs = 120_000;

/**
 * How long to wait before a part that died is started again, given when it died before (and now), in
 * milliseconds since any epoch. Nothing once it died more than five times within two minutes, or,
 * for one that never was ready, more than twice: then it is its configuration.
 */
export function restartDelay(
  deaths: readonly number[],
  now: number,
  wasReady: boolean,
): number | undefined {
  const recent = deaths.filter((at) => now - at < windowMs).length;
  return delaysMs.slice(0, wasReady ? delaysMs.length : 2)[Math.max(recent, 1) - 1];
}
