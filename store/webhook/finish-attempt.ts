import type { AttemptRecord } from "../../protocol/webhook/records.ts";
import { type PauseCode, webhookLimits } from "../../protocol/webhook/webhook.ts";
import { inTenant } from "../database/in-tenant.ts";
import { interval, sanitizedText, type Sql, type Tx } from "../database/sql.ts";
import type { ClaimedDelivery, DeliveryClaim } from "./claim-deliveries.ts";
import { pauseIfSending } from "./pause-webhook.ts";

/** How an attempt has ended. */
export interface AttemptOutcome extends Omit<AttemptRecord, "number"> {
  /** Until the next attempt, ms; null: there is none. Of no meaning after a success. */
  retryMs: number | null;
}

/** A webhook that this outcome pauses. */
export interface PauseRule {
  code: PauseCode;
  reason: string;
  /** Only if all attempts have failed for this long, ms. */
  afterMs: number;
}

/** What became of the delivery. `isPaused`: the outcome paused its webhook. */
export interface FinishedAttempt {
  state: "PENDING" | "DELIVERED" | "DEAD";
  isPaused: boolean;
}

/**
 * Records an attempt of the newest claim; null if another worker has claimed the delivery meanwhile. The webhook is paused
 * by the first of the rules that applies.
 */
export function finishAttempt(
  sql: Sql,
  { tenant, id, fence, webhookId }: ClaimedDelivery,
  outcome: AttemptOutcome,
  rules: readonly PauseRule[],
): Promise<FinishedAttempt | null> {
  const state = stateAfter(outcome);
  return inTenant(sql, tenant).begin(async (tx) => {
    const [row] = await tx<{ attempts: number }[]>`
      update webhook_deliveries set attempts = attempts + 1, claimed_until = null, state = ${state},
        failed = failed + ${state === "DELIVERED" ? 0 : 1},
        next_at = ${state === "PENDING" ? tx`now() + ${interval(tx, outcome.retryMs ?? 0)}` : null},
        ended_at = ${state === "PENDING" ? null : tx`now()`}
      where id = ${id} and tenant = ${tenant} and fence = ${fence} and state = 'PENDING' returning attempts`;
    if (!row) return null;
    const { startedAt, durationMs, status, failure, answer } = outcome;
    await tx`insert into webhook_attempts (tenant, delivery_id, number, started_at, duration_ms, status, failure, answer)
      values (${tenant}, ${id}, ${row.attempts}, ${startedAt}, ${durationMs}, ${status}, ${failure},
        ${answer === null ? null : sanitizedText(answer)})`;
    await tx`update webhook_attempts set answer = left(answer, ${webhookLimits.shortAnswer})
      where tenant = ${tenant} and delivery_id = ${id} and number = ${row.attempts - 1}`;
    const failingMs = await noteResult(tx, webhookId, failure === null);
    const rule = failure === null ? undefined : rules.find(({ afterMs }) => failingMs >= afterMs);
    const isPaused = rule !== undefined &&
      await pauseIfSending(tx, tenant, webhookId, {
        code: rule.code,
        reason: rule.reason,
        by: null,
      });
    return { state, isPaused };
  }) as Promise<FinishedAttempt | null>;
}

const stateAfter = ({ failure, retryMs }: AttemptOutcome) =>
  failure === null ? "DELIVERED" : retryMs === null ? "DEAD" : "PENDING";

/** For how long all attempts of the webhook have failed, ms. Its row is written only where that begins or ends. */
async function noteResult(tx: Tx, webhookId: string, succeeded: boolean): Promise<number> {
  if (succeeded) {
    await tx`update webhooks set failing_since = null where id = ${webhookId} and failing_since is not null`;
    return 0;
  }
  await tx`update webhooks set failing_since = now() where id = ${webhookId} and failing_since is null`;
  const [row] = await tx<
    { ms: number }[]
  >`select greatest(coalesce(extract(epoch from now() - failing_since) * 1000, 0), 0)::float
    as ms from webhooks where id = ${webhookId}`;
  return row?.ms ?? 0;
}

/** Ends a delivery that the owner of its webhook may not read any more, without an attempt. */
export async function withholdDelivery(
  sql: Sql,
  { tenant, id, fence }: DeliveryClaim,
): Promise<void> {
  await inTenant(sql, tenant)`update webhook_deliveries
    set state = 'WITHHELD', next_at = null, claimed_until = null, ended_at = now()
    where id = ${id} and tenant = ${tenant} and fence = ${fence} and state = 'PENDING'`;
}

/** Gives a claim back without an attempt; the delivery is due after `waitMs`. */
export async function returnDelivery(
  sql: Sql,
  { tenant, id, fence }: DeliveryClaim,
  waitMs: number,
): Promise<void> {
  await inTenant(sql, tenant)`update webhook_deliveries
    set next_at = now() + ${interval(sql, waitMs)}, claimed_until = null
    where id = ${id} and tenant = ${tenant} and fence = ${fence} and state = 'PENDING'`;
}
