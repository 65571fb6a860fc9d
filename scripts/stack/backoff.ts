const delaysMs = [250, 1_000, 3_000, 10_000, 20_000];
const windowMs = 120_000;

/**
 * How long to wait before a part that died is started again, given when it died before (and now), in
 * milliseconds since any epoch; nothing once it died more than five times within two minutes.
 */
export function restartDelay(deaths: readonly number[], now: number): number | undefined {
  const recent = deaths.filter((at) => now - at < windowMs).length;
  return delaysMs[Math.max(recent, 1) - 1];
}
