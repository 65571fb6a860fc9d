import type { Caller } from "../../../protocol/caller.ts";
import { type Act, actOf } from "../../../protocol/audit/act.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { eventOfDeployment } from "../../audit/record-of-deployment.ts";
import { json, type Sql, type Tx } from "../../database/sql.ts";
import { recordRevocation } from "../../key/revocations.ts";
import { pauseRevoked } from "../../webhook/owner-ended.ts";
import { erasedAgentsOf, noteErasedAgents } from "./erased-agents.ts";
import { readTables, tenantTables } from "./tenant-tables.ts";

/** What an erasure deleted, and what it leaves. */
export interface TenantErasure {
  tenant: string;
  requestedAt: Date;
  finishedAt: Date | null;
  /** Number of deleted rows by table. */
  deleted: Record<string, number>;
  workflows: number;
  /** Ids of the agents that were deleted at the provider. */
  agentsDeleted: string[];
  /** Null: not finished. */
  remaining: Remaining | null;
}

/** What is left of an erased tenant. */
export interface Remaining {
  /** Number and hash of the last event of its chain; empty if nothing was recorded. */
  auditHead: string;
  /** Agents at the provider that could not be deleted in time. Workers of that provider go on trying. */
  agentsAtProvider: string[];
}

/** Credentials that were issued until now are refused for as long as one could be valid: a year, the longest key. */
const refusedMs = 366 * 24 * 60 * 60 * 1_000;

/**
 * Begins an erasure, or continues one: from now on no credential of the tenant is accepted, no text is found, and no
 * webhook sends.
 */
export async function beginErasure(sql: Sql, caller: Caller): Promise<TenantErasure> {
  const { tenant } = caller;
  return await sql.begin(async (tx) => {
    const keptUntil = new Date(Date.now() + refusedMs);
    await recordRevocation(tx, { tenant, kind: "tenant", id: "", keptUntil });
    await pauseRevoked(tx, tenant, null);
    await tx`insert into tenant_erasures (tenant) values (${tenant}) on conflict (tenant) where finished_at is null
      do nothing`;
    await recordAudit(tx, actOf(caller, { action: "access.revoked", resource: tenant }));
    const texts = await tx`delete from search_texts where tenant = ${tenant}`;
    await addDeleted(tx, tenant, "search_texts", texts.count);
    return await openErasure(tx, tenant);
  }) as TenantErasure;
}

async function openErasure(tx: Tx, tenant: string): Promise<TenantErasure> {
  const [open] = await tx<TenantErasure[]>`
    select tenant, requested_at, finished_at, deleted, workflows, agents_deleted, remaining from tenant_erasures
    where tenant = ${tenant} and finished_at is null for update`;
  if (!open) throw new Error(`no erasure of tenant ${tenant} is open`);
  return open;
}

/** Counts deleted executions of workflows. */
export async function countWorkflows(sql: Sql, tenant: string, count: number): Promise<void> {
  await sql`update tenant_erasures set workflows = workflows + ${count}
    where tenant = ${tenant} and finished_at is null`;
}

/** What names agents at the provider: they are noted before the first of these loses its rows. */
const agentTables = ["fallback_agents", "remote_agents"];

/**
 * Deletes all rows of the tenant, one table after the other, each in a transaction with its count. Repeat it until it
 * returns 0: what was under way at the first time may have written a row.
 */
export async function deleteRows(
  sql: Sql,
  tenant: string,
  onTable: (name: string, count: number) => void = () => {},
): Promise<number> {
  let total = 0;
  for (const { name, where } of tenantTables(await readTables(sql))) {
    const count = await sql.begin(async (tx) => {
      if (agentTables.includes(name)) await noteErasedAgents(tx, tenant);
      const gone = await tx.unsafe(`delete from ${name} where ${where}`, [tenant]);
      await addDeleted(tx, tenant, name, gone.count);
      return gone.count;
    }) as number;
    if (count > 0) onTable(name, count);
    total += count;
  }
  return total;
}

async function addDeleted(tx: Tx, tenant: string, table: string, count: number) {
  if (count === 0) return;
  await tx`update tenant_erasures
    set deleted = deleted || jsonb_build_object(${table}::text, coalesce((deleted->>${table})::bigint, 0) + ${count}::bigint)
    where tenant = ${tenant} and finished_at is null`;
}

/** Deletes the audit of the tenant up to its head, which stays, and completes the proof. */
export async function finishErasure(sql: Sql, tenant: string): Promise<TenantErasure> {
  return await sql.begin(async (tx) => {
    await openErasure(tx, tenant);
    const agents = await erasedAgentsOf(tx, tenant);
    await tx`delete from erased_agents where tenant = ${tenant} and deleted_at is not null`;
    const auditHead = await deleteAudit(tx, tenant);
    const remaining: Remaining = { agentsAtProvider: agents.left, auditHead };
    const [done] = await tx<TenantErasure[]>`
      update tenant_erasures set finished_at = now(), agents_deleted = ${json(tx, agents.deleted)},
        remaining = ${json(tx, remaining)}
      where tenant = ${tenant} and finished_at is null
      returning tenant, requested_at, finished_at, deleted, workflows, agents_deleted, remaining`;
    if (!done) throw new Error(`the erasure of tenant ${tenant} was finished by another`);
    await recordAudit(tx, eventOfDeployment(erasedAct(done)));
    return done;
  }) as TenantErasure;
}

async function deleteAudit(tx: Tx, tenant: string): Promise<string> {
  const [head] = await tx<{ seq: number; hash: string }[]>`
    update audit_chains set erased_seq = seq, erased_hash = hash, erased_at = now() where tenant = ${tenant}
    returning seq, hash`;
  const events = await tx`delete from audit_events where tenant = ${tenant}`;
  await addDeleted(tx, tenant, "audit_events", events.count);
  const revoked = await tx`delete from revocations where tenant = ${tenant} and kind <> 'tenant'`;
  await addDeleted(tx, tenant, "revocations", revoked.count);
  return head ? `${head.seq}:${head.hash}` : "";
}

function erasedAct({ tenant, deleted, workflows, remaining }: TenantErasure): Act {
  const rows = Object.entries(deleted).map(([table, count]) => `${table}: ${count}`).sort();
  const details = { rows, workflows, auditHead: remaining?.auditHead ?? "" };
  return { action: "tenant.erased", resource: tenant, details };
}
