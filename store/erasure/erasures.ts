import { actOf } from "../../protocol/audit/act.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { noCheckpoint } from "../conversation/checkpoint.ts";
import type { Sql } from "../database/sql.ts";
import { noteItem } from "../feed/note-item.ts";
import { unindex } from "../search/unindex.ts";
import { systemActor } from "../system-actor.ts";

/** A conversation whose content is to be erased. */
export interface Erasure {
  tenant: string;
  id: string;
  provider: string;
}

/**
 * Claims up to `max` conversations of all tenants whose erasure was requested at least `afterMs` ago: by then no request is under way
 * that could leave content at the provider. Each is returned again after `againMs` until it is erased, so that another
 * worker continues if this one is killed.
 */
export async function claimErasures(
  sql: Sql,
  { afterMs, againMs, max }: { afterMs: number; againMs: number; max: number },
): Promise<Erasure[]> {
  return [
    ...await sql<Erasure[]>`
      select tenant, id, provider from claim_erasures(${afterMs}, ${againMs}, ${max})`,
  ];
}

/** Removes the checkpoint and abandons all remote conversations. */
export async function abandonAllConversations(sql: Sql, id: string): Promise<void> {
  await sql`update conversations set ${noCheckpoint(sql)} where id = ${id}`;
  await sql`update remote_conversations set abandoned_at = coalesce(abandoned_at, now())
    where conversation_id = ${id}`;
}

/** Up to `max` remote conversations with erased content: the conversation's own, and those of its forks. */
export async function remotesToErase(
  sql: Sql,
  { id, provider }: Omit<Erasure, "tenant">,
  max: number,
): Promise<string[]> {
  const rows = await sql<{ remoteId: string }[]>`
    select remote_id from remote_conversations
    where (conversation_id = ${id} or erased_source_id = ${id}) and provider = ${provider} limit ${max}`;
  return rows.map((r) => r.remoteId);
}

/** Records that the content is erased, here and at the provider. */
export async function finishErasure(sql: Sql, id: string): Promise<void> {
  await sql.begin(async (tx) => {
    const [erased] = await tx<{ tenant: string }[]>`
      update conversations set erased_at = now() where id = ${id} and erased_at is null returning tenant`;
    if (!erased) return;
    await unindex(tx, id); // what was being indexed when the erasure was requested
    const caller = { ...erased, subject: null, actor: systemActor, traceparent: null };
    await recordAudit(tx, actOf(caller, { action: "conversation.erased", resource: id }));
    const item = { item: "CONVERSATION_ERASED", nodeId: id, actor: systemActor } as const;
    await noteItem(tx, erased.tenant, item, id);
  });
}
