/** What a request did to the limits of points, as its caller sees it. */
export interface RateLimit {
  /** Points of the operation. */
  cost: number;
  /** Points that are left in the tightest of the limits. */
  remaining: number;
  /** When that limit is full again, if nothing else uses it. */
  resetAt: Date;
  /** Null: the operation was admitted. Otherwise it may succeed after this time, ms. */
  retryAfterMs: number | null;
}

/** English text that says why an operation was refused, and when to try again. */
export function rateLimitMessage({ cost, remaining, retryAfterMs }: RateLimit): string {
  const seconds = Math.max(1, Math.ceil((retryAfterMs ?? 0) / 1_000));
  return `The operation costs ${cost} points, and ${remaining} are left. Try again in ${seconds} s.`;
}
