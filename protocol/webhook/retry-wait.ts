import { retryWaitsMs } from "./webhook.ts";

/** The share of a wait by which it may be longer, so that what failed together is not repeated together. */
const jitter = 0.2;

/** The longest wait that a receiver may ask for, ms. */
const maxAskedMs = 24 * 60 * 60_000;

/**
 * The wait after `failed` attempts in a row, ms; null: there is no further attempt. `askedMs`: what the receiver asked
 * for by `Retry-After`, which may lengthen a wait. `random`: from 0 to 1.
 */
export function retryWait(failed: number, askedMs: number | null, random: number): number | null {
  const wait = retryWaitsMs[failed];
  if (wait === undefined) return null;
  return Math.round(Math.max(wait * (1 + jitter * random), Math.min(askedMs ?? 0, maxAskedMs)));
}

/** The wait that a `Retry-After` asks for, in seconds or as a date, ms; null: none that can be read. */
export function readRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
