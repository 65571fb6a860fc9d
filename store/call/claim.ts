import { interval, type Tx } from "../database/sql.ts";

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

interface Row {
  status: string;
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

/**
 * Decides whether a call can be claimed. The caller has locked the stream and, if the outcome is `claimed`, must call
 * `recordClaim` in the same transaction. Every model call and tool call is claimed this way.
 */
export async function checkClaim(tx: Tx, callId: string, policy: ClaimPolicy): Promise<Claim> {
  const [row] = await tx<Row[]>`
    select status, attempts, earlier_attempts, fence, maybe_sent, ceil(extract(epoch from
      leased_until + ${
    interval(tx, leaseMarginMs)
  } - clock_timestamp()) * 1000)::integer as wait_ms,
      ceil(extract(epoch from retry_at - clock_timestamp()) * 1000)::integer as retry_ms
    from calls where id = ${callId} for update`;
  if (!row) throw new Error(`no call ${callId}`);
  return decideClaim(row, policy);
}

/** The outcome of a claim of this call. */
export function decideClaim(row: Row, { maxAttempts }: Pick<ClaimPolicy, "maxAttempts">): Claim {
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

/** Records a claim: raises the fence, counts the attempt and starts the lease by the database's clock. */
export async function recordClaim(tx: Tx, callId: string, maybeSent: boolean, leaseMs: number) {
  await tx`update calls set status = 'RUNNING', fence = fence + 1, attempts = attempts + 1, maybe_sent = ${maybeSent},
      started_at = coalesce(started_at, now()), retry_at = null,
      leased_until = clock_timestamp() + ${interval(tx, leaseMs)}
    where id = ${callId}`;
}
