/** How a reader comes back after a cut; times in ms. */
export interface Retry {
  /** Attempts in a row without an event before it gives up with UNREACHABLE. */
  attempts: number;
  /** Upper bound of the first wait; it doubles with each further attempt. */
  firstMs: number;
  /** Upper bound of every wait. */
  maxMs: number;
  /** A connection that lived so long was a good one: counting begins anew after it. */
  stableAfterMs: number;
}

/** Gives up after about two minutes without a server. */
export const defaultRetry: Retry = {
  attempts: 20,
  firstMs: 250,
  maxMs: 10_000,
  stableAfterMs: 10_000,
};

/** How a connection went. */
export interface Life {
  /** Attempts in a row before this one that brought nothing. */
  failedBefore: number;
  /** It brought an event that was new. */
  progress: boolean;
  /** How long it was open. */
  openMs: number;
}

/** Attempts in a row that brought nothing, this one included. */
export function failuresAfter({ failedBefore, progress, openMs }: Life, retry: Retry): number {
  return progress || openMs >= retry.stableAfterMs ? 1 : failedBefore + 1;
}

/**
 * How long to wait after so many failures; undefined: no more. `random` is in [0, 1). The whole wait is
 * random, so that the readers of a server that went away do not all come back at once.
 */
export function waitAfter(failures: number, retry: Retry, random: number): number | undefined {
  if (failures > retry.attempts) return undefined;
  const bound = Math.min(retry.maxMs, retry.firstMs * 2 ** Math.max(0, failures - 1));
  return Math.ceil(bound * random);
}

const finalCodes = [1002, 1003, 1007, 1008, 1009, 1010, 4400, 4401, 4406, 4409, 4429];

/**
 * Whether a socket closed with this code may be opened again. 4403 is a token that has expired: only
 * worth it when the next connection brings another one.
 */
export function mayReconnect(closeCode: number | undefined, tokensAreFresh: boolean): boolean {
  if (closeCode === 4403) return tokensAreFresh;
  return closeCode === undefined || !finalCodes.includes(closeCode);
}
