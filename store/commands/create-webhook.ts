import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { feedStreamId } from "../../protocol/ids.ts";
import type { ChangedWebhook, CreateWebhook } from "../../protocol/webhook/commands.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { rightsOf } from "../access/owner-principal.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { advisoryLocks } from "../database/advisory-lock.ts";
import { json, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { refuseConflict } from "../refusal.ts";
import { consumerOf } from "../webhook/feed-webhooks.ts";
import { hostOf } from "../webhook/host-of.ts";
import { noteWebhook } from "../webhook/note-webhook.ts";
import { addSecret } from "../webhook/webhook-secrets.ts";
import { defineCommand } from "./define-command.ts";

/** What a new secret needs besides the command: it leaves the process in the answer alone. */
export interface SecretMaker {
  /** WEBHOOK_KEY. */
  key: string;
  /** Takes the secret, which is not stored with the result. */
  onSecret: (secret: string) => void;
}

/**
 * Makes a webhook that is given what the feed reports from now on. Refuses: ConflictError (WEBHOOKS_FULL, KEY_REUSED).
 */
export const createWebhook = defineCommand<CreateWebhook, ChangedWebhook, [Principal, SecretMaker]>(
  "createWebhook",
  async (tx, caller, { idempotencyKey: _, ...settings }, principal, maker) => {
    const { tenant, subject: owner, actor } = caller;
    await refuseFull(tx, tenant);
    const { name, url, kinds, agent, content } = settings;
    const id = newId("webhook");
    const [stream] = await tx<{ head: number }[]>`
      select head from streams where id = ${feedStreamId(tenant)} and tenant = ${tenant}`;
    const head = stream?.head ?? 0;
    await tx`insert into webhooks (id, tenant, name, url, host, kinds, agent, content, owner, rights, created_by, last_seq)
      values (${id}, ${tenant}, ${name}, ${url}, ${
      hostOf(url)
    }, ${kinds}::text[], ${agent}, ${content}, ${owner},
        ${json(tx, rightsOf(principal))}, ${json(tx, actor)}, ${head})`;
    await tx`insert into feed_consumers (tenant, name, seq) values (${tenant}, ${
      consumerOf(id)
    }, ${head})`;
    maker.onSecret(await addSecret(tx, { tenant, webhookId: id, key: maker.key }));
    await noteWebhook(tx, tenant, { id, owner }, actor);
    const details = { name, host: hostOf(url), content };
    await recordAudit(tx, actOf(caller, { action: "webhook.created", resource: id, details }));
    return { webhookId: id };
  },
);

/** One creation of a tenant at a time counts, so that the limit holds. */
async function refuseFull(tx: Tx, tenant: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(${advisoryLocks.webhooks}::integer, hashtext(${tenant}))`;
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from webhooks where tenant = ${tenant} and deleted_at is null`;
  if ((row?.count ?? 0) < webhookLimits.ofTenant) return;
  throw refuseConflict(
    "WEBHOOKS_FULL",
    `The tenant has ${webhookLimits.ofTenant} webhooks, which is the limit. Delete one first.`,
  );
}
