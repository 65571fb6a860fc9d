import { type LockedStream } from "../log/append.ts";
import type { Tx } from "../database/sql.ts";

/** How calls are claimed. */
export interface ClaimPolicy {
  /** A request may be opened within this many ms of its claim. */
  leaseMs: number;
  /** Attempts of one call, the first included. */
  maxAttempts: number;
}

/** What came of a claim. */
export type Claim =
  /** It is finished and is never made again. */
  | { claimed: "finished" }
  /** An earlier attempt may still open its request, or it is too early to try again; come back after so many ms. */
  | { claimed: "later"; waitMs: number }
  /** It was begun as often as is allowed. */
  | { claimed: "exhausted"; fence: number; attempt: number }
  /**
   * It is ours. `interrupted`: the attempt before ended without a word. `maybeSent`: that one's, or an earlier one's,
   * request may have been taken in.
   */
  | { claimed: "held"; fence: number; attempt: number; interrupted: boolean; maybeSent: boolean };

/** Added to a lease, so that a slow clock cannot make two attempts send at once, ms. */
const leaseMargin = 500;

interface Row {
  status: string;
  attempts: number;
  /** Those of them that asked the model before this one. */
  earlierAttempts?: number;
  fence: number;
  maybeSent: boolean;
  waitMs: number | null;
  /** Until the next attempt may begin, ms. */
  retryMs?: number | null;
}

/**
 * What a claim of a call comes to, under the stream's lock. Where it is `held`, `recordClaim` must follow in the same
 * transaction. The one way into every model call and tool call.
 */
export async function checkClaim(
  tx: Tx,
  _held: LockedStream,
  callId: string,
  policy: ClaimPolicy,
): Promise<Claim> {
  const [row] = await tx<Row[]>`
    select status, attempts, earlier_attempts, fence, maybe_sent, ceil(extract(epoch from
      leased_until + ${leaseMargin} * interval '1 millisecond' - clock_timestamp()) * 1000)::integer as wait_ms,
      ceil(extract(epoch from retry_at - clock_timestamp()) * 1000)::integer as retry_ms
    from calls where id = ${callId} for update`;
  if (!row) throw new Error(`no call ${callId}`);
  return decideClaim(row, policy);
}

/** What a claim of a call that stands so comes to. */
export function decideClaim(row: Row, { maxAttempts }: Pick<ClaimPolicy, "maxAttempts">): Claim {
  if (!["QUEUED", "RUNNING", "WAITING"].includes(row.status)) return { claimed: "finished" };
  const interrupted = row.status === "RUNNING" && row.attempts > 0;
  if (interrupted && (row.waitMs ?? 0) > 0) return { claimed: "later", waitMs: row.waitMs ?? 0 };
  if (row.status === "WAITING" && (row.retryMs ?? 0) > 0) {
    return { claimed: "later", waitMs: row.retryMs ?? 0 };
  }
  const { fence, attempts: attempt } = row;
  if (attempt - (row.earlierAttempts ?? 0) >= maxAttempts) {
    return { claimed: "exhausted", fence, attempt };
  }
  const maybeSent = row.maybeSent || interrupted;
  return { claimed: "held", fence: fence + 1, attempt: attempt + 1, interrupted, maybeSent };
}

/**
 * Records the intent to make a call that `checkClaim` said is ours: raises the fence, counts the attempt, starts the
 * lease by the database's clock.
 */
export async function recordClaim(tx: Tx, callId: string, maybeSent: boolean, leaseMs: number) {
  await tx`update calls set status = 'RUNNING', fence = fence + 1, attempts = attempts + 1, maybe_sent = ${maybeSent},
      started_at = coalesce(started_at, now()), retry_at = null,
      leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = ${callId}`;
}
