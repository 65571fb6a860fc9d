import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { NotedItem } from "../../protocol/feed/feed-item.ts";
import type { WebhookSettings } from "../../protocol/webhook/webhook.ts";
import { createWebhook } from "../commands/create-webhook.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { movePending } from "../feed/move-pending.ts";
import { noteItem } from "../feed/note-item.ts";
import { caller, newKey } from "../testing/database.ts";

/** WEBHOOK_KEY of tests. */
export const testKey = "k".repeat(40);

/** Makes a webhook, and returns its id and secret. */
export async function makeWebhook(
  sql: Sql,
  over: Partial<WebhookSettings> = {},
  { by = caller, principal = localPrincipal }: { by?: Caller; principal?: Principal } = {},
): Promise<{ id: string; secret: string }> {
  const settings = { name: "hook", url: "https://hooks.example.com/in", kinds: null, agent: null };
  let secret = "";
  const { webhookId } = await createWebhook(
    sql,
    by,
    { ...settings, content: false, ...over, idempotencyKey: newKey() },
    principal,
    { key: testKey, onSecret: (made) => secret = made },
  );
  return { id: webhookId, secret };
}

/** Feeds items that every principal of the tenant with `agents:read` may read. */
export async function feedItems(
  sql: Sql,
  count: number,
  over: Partial<NotedItem> = {},
  tenant = caller.tenant,
): Promise<void> {
  const own = inTenant(sql, tenant);
  for (let i = 0; i < count; i++) {
    await noteItem(own, tenant, {
      item: "ALIAS_MOVED",
      nodeId: "agent_1",
      agent: "analyst",
      ...over,
    });
  }
  while ((await movePending(sql, 500))?.moved);
}
