import { type Db, interval } from "../database/sql.ts";

/** Limits of claims. */
export interface ClaimPolicy {
  /** A request may be opened within this time after its claim, ms. */
  leaseMs: number;
  /** Attempts of one call, including the first. */
  maxAttempts: number;
}

/** Outcome of a claim. */
export type Claim =
  /** The call has ended and is never made again. */
  | { outcome: "finished" }
  /** An earlier attempt may still open its request, or the retry time has not come: claim again after `waitMs`. */
  | { outcome: "wait"; waitMs: number }
  /** The call has used all its attempts. */
  | { outcome: "exhausted"; fence: number; attempt: number }
  /**
   * The call can be claimed with this fence and attempt. `interrupted`: the previous attempt reported no outcome.
   * `maybeSent`: the provider may have accepted the request of an earlier attempt.
   */
  | {
    outcome: "claimed";
    fence: number;
    attempt: number;
    interrupted: boolean;
    maybeSent: boolean;
  };

/** Added to a lease, so that a slow clock cannot let two attempts send at once, ms. */
const leaseMarginMs = 500;

/** What decides whether a call can be claimed, besides its status. */
export interface ClaimableCall {
  /** Version of its row: a claim is refused once the row has another one. */
  version: string;
  attempts: number;
  /** Attempts that called another model. */
  earlierAttempts?: number;
  fence: number;
  maybeSent: boolean;
  /** Remaining lease of the last attempt, ms. */
  waitMs: number | null;
  /** Until the next attempt may begin, ms. */
  retryMs?: number | null;
}

/** SQL for a ClaimableCall of the call `c`, as the arguments of `json_build_object`. */
export const claimFields = (db: Db) =>
  db`'version', c.xmin::text, 'attempts', c.attempts, 'earlierAttempts', c.earlier_attempts, 'fence', c.fence,
    'maybeSent', c.maybe_sent, 'waitMs', ceil(extract(epoch from
      c.leased_until + ${interval(db, leaseMarginMs)} - clock_timestamp()) * 1000)::integer,
    'retryMs', ceil(extract(epoch from c.retry_at - clock_timestamp()) * 1000)::integer`;

/** The outcome of a claim of this call. */
export function decideClaim(
  row: Omit<ClaimableCall, "version"> & { status: string },
  { maxAttempts }: Pick<ClaimPolicy, "maxAttempts">,
): Claim {
  if (!["QUEUED", "RUNNING", "WAITING"].includes(row.status)) return { outcome: "finished" };
  const interrupted = row.status === "RUNNING" && row.attempts > 0;
  if (interrupted && (row.waitMs ?? 0) > 0) return { outcome: "wait", waitMs: row.waitMs ?? 0 };
  if (row.status === "WAITING" && (row.retryMs ?? 0) > 0) {
    return { outcome: "wait", waitMs: row.retryMs ?? 0 };
  }
  const { fence, attempts: attempt } = row;
  if (attempt - (row.earlierAttempts ?? 0) >= maxAttempts) {
    return { outcome: "exhausted", fence, attempt };
  }
  const maybeSent = row.maybeSent || interrupted;
  return { outcome: "claimed", fence: fence + 1, attempt: attempt + 1, interrupted, maybeSent };
}
