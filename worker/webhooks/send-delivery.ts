import { messageBody } from "../../protocol/webhook/body.ts";
import { retryWait } from "../../protocol/webhook/retry-wait.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { ownerPrincipal } from "../../store/access/owner-principal.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import type { Sql } from "../../store/database/sql.ts";
import { type ClaimedDelivery, type DeliveryClaim } from "../../store/webhook/claim-deliveries.ts";
import {
  finishAttempt,
  type PauseRule,
  returnDelivery,
  withholdDelivery,
} from "../../store/webhook/finish-attempt.ts";
import { ownerEnded } from "../../store/webhook/owner-ended.ts";
import { pauseIfSending } from "../../store/webhook/pause-webhook.ts";
import { sentContent } from "../../store/webhook/sent-content.ts";
import { visibleItems } from "../../store/webhook/visible-items.ts";
import { signingSecrets } from "../../store/webhook/webhook-secrets.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { count, record } from "../../telemetry/metrics.ts";
import { attempt, type Attempted } from "./attempt.ts";
import type { AddressRules } from "./checked-address.ts";

/** What deliveries are sent with. */
export interface SendDeps {
  sql: Sql;
  log: Logger;
  /** WEBHOOK_KEY. */
  key: string;
  rules: AddressRules;
}

/** A delivery whose secret was made with another key waits this long, ms, for a worker that has it. */
const otherKeyMs = 5 * 60_000;

/** Makes an attempt of a claimed delivery, with the present address, secrets and rights of its webhook. */
export async function sendDelivery(
  { sql, log, key, rules }: SendDeps,
  delivery: ClaimedDelivery,
  stop: AbortSignal,
): Promise<void> {
  const { tenant, id, webhookId, url, paused, seq } = delivery;
  // It was paused since the claim. Tests, which have no number, are sent nevertheless.
  if (paused !== null && seq !== null) return await returnDelivery(sql, delivery, 0);
  const own = inTenant(sql, tenant);
  const body = await bodyOf(own, delivery);
  if (body === null) return await withhold(sql, delivery, log);
  const secrets = await signingSecrets(own, { tenant, webhookId, key });
  if (secrets === null) {
    count("tramontane.webhook.attempts.blocked", {});
    log.warn("webhook.other_key", {
      webhookId,
      fix: "set WEBHOOK_KEY to that of the API, or rotate the secret",
    });
    return await returnDelivery(sql, delivery, otherKeyMs);
  }
  try {
    await finish({ sql, log }, delivery, await attempt({ id, url, body, secrets }, rules, stop));
  } catch (error) {
    if (!stop.aborted) throw error;
    // The worker stops: another one makes the attempt.
    await returnDelivery(sql, delivery, 0);
  }
}

/** The body; null: the owner may not read the item any more, or its webhook was just paused since its rights ended. */
async function bodyOf(own: Sql, delivery: ClaimedDelivery): Promise<string | null> {
  const { tenant, item, rights, content } = delivery;
  if (item === null) return messageBody(delivery, null);
  const principal = await ownerPrincipal(own, tenant, rights);
  const [isVisible] = principal === null ? [false] : await visibleItems(own, principal, [item]);
  if (principal === null || !isVisible) return null;
  return messageBody(delivery, content ? await sentContent(own, principal, item) : null);
}

/** A delivery whose owner's rights have ended altogether waits with its webhook; any other one is never sent. */
async function withhold(sql: Sql, delivery: ClaimedDelivery, log: Logger): Promise<void> {
  const { tenant, webhookId, rights, id } = delivery;
  const own = inTenant(sql, tenant);
  if (await ownerPrincipal(own, tenant, rights) === null) {
    await own.begin((tx) => pauseIfSending(tx, tenant, webhookId, ownerEnded));
    return await returnDelivery(sql, delivery, 0);
  }
  log.info("webhook.delivery_withheld", { webhookId, deliveryId: id });
  await withholdDelivery(sql, delivery);
}

const failing: PauseRule = {
  code: "FAILING",
  reason: "All attempts have failed for five days. Repair the receiver, then resume the webhook.",
  afterMs: webhookLimits.failingMs,
};

const gone: PauseRule = {
  code: "GONE",
  reason: "The receiver answered HTTP 410: it wants no more messages.",
  afterMs: 0,
};

async function finish(
  { sql, log }: Pick<SendDeps, "sql" | "log">,
  delivery: ClaimedDelivery,
  { retryAfterMs, ...attempted }: Attempted,
): Promise<void> {
  const { status, failure, durationMs } = attempted;
  const retryMs = retryWait(delivery.failed + 1, retryAfterMs, Math.random());
  const rules = status === 410 ? [gone] : [failing];
  const done = await finishAttempt(sql, delivery, { ...attempted, retryMs }, rules);
  record("tramontane.webhook.attempt.duration", durationMs / 1_000, {
    outcome: failure === null ? "delivered" : "failed",
  });
  const fields = { webhookId: delivery.webhookId, deliveryId: delivery.id, status, durationMs };
  // Another worker made the attempt again after this one's claim had ended.
  if (done === null) return log.warn("webhook.attempt_fenced", fields);
  if (done.state === "DEAD") {
    count("tramontane.webhook.deliveries.dead", {});
    log.warn("webhook.delivery_dead", { ...fields, attempts: delivery.attempts + 1 });
  }
  if (done.isPaused) log.warn("webhook.paused", { ...fields, reason: rules[0]?.code });
}

/** Reports a delivery that could not be handled here: its claim ends, and it is claimed again. */
export const logFailure = (log: Logger, { id }: DeliveryClaim) => (error: unknown): void =>
  log.warn("webhook.attempt_failed", { deliveryId: id, ...errorFields(error) });
