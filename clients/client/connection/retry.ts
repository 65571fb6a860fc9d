/** How a reader reconnects; times in ms. */
export interface Retry {
  /** Maximum number of attempts in a row without an event; then UNREACHABLE. */
  attempts: number;
  /** Maximum of the first wait. It doubles with each further attempt. */
  firstMs: number;
  /** Maximum of every wait. */
  maxMs: number;
  /** After a connection that was open this long, failures are counted from 1 again. */
  stableAfterMs: number;
}

/** Stops after about two minutes without a server. */
export const defaultRetry: Retry = {
  attempts: 20,
  firstMs: 250,
  maxMs: 10_000,
  stableAfterMs: 10_000,
};

/** Summary of a connection. */
export interface ConnectionSummary {
  /** Failed attempts in a row before this one. */
  failedBefore: number;
  /** It received a new event. */
  progress: boolean;
  /** Time for which it was open. */
  openMs: number;
}

/** Failed attempts in a row, including this one. */
export function failuresAfter(
  { failedBefore, progress, openMs }: ConnectionSummary,
  retry: Retry,
): number {
  return progress || openMs >= retry.stableAfterMs ? 1 : failedBefore + 1;
}

/**
 * Wait before the next attempt; undefined: no further attempt. `random` is in [0, 1). The whole wait is random, so that
 * the readers of a restarted server do not reconnect at once.
 */
export function waitAfter(failures: number, retry: Retry, random: number): number | undefined {
  if (failures > retry.attempts) return undefined;
  const max = Math.min(retry.maxMs, retry.firstMs * 2 ** Math.max(0, failures - 1));
  return Math.ceil(max * random);
}

const finalCodes = [1002, 1003, 1007, 1008, 1009, 1010, 4400, 4406, 4409, 4429];

/** 4401: the token is missing or came too late. 4403: it has expired, was revoked, or is not accepted. */
export const refusedTokenCodes: readonly number[] = [4401, 4403];

/** Whether to reconnect after a close with this code. After a refused token, only if the next connection has another. */
export function mayReconnect(closeCode: number | undefined, tokensAreFresh: boolean): boolean {
  if (closeCode === undefined) return true;
  if (refusedTokenCodes.includes(closeCode)) return tokensAreFresh;
  return !finalCodes.includes(closeCode);
}
