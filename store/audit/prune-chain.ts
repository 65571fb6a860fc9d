import { actOf } from "../../protocol/audit/act.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { Sql } from "../database/sql.ts";
import type { ChainHead } from "./read-chain.ts";
import { recordAudit } from "./record-audit.ts";

/** Events that one transaction deletes. */
const batch = 50_000;

/**
 * Deletes the events of a chain before a time, and records where the chain begins now: the number of the first event that
 * is kept, the hash before it, and how many were deleted. By the owner of the schema: no other role may delete events.
 * Returns how many were deleted.
 */
export async function pruneChain(sql: Sql, caller: Caller, before: Date): Promise<number> {
  let deleted = 0;
  for (let last = batch; last === batch; deleted += last) {
    last = await pruneBatch(sql, caller, before);
  }
  return deleted;
}

async function pruneBatch(sql: Sql, caller: Caller, before: Date): Promise<number> {
  const { tenant } = caller;
  return await sql.begin(async (tx) => {
    await tx`select from audit_chains where tenant = ${tenant} for update`;
    const [last] = await tx<{ seq: number; hash: string }[]>`
      select seq, hash from (select seq, hash from audit_events where tenant = ${tenant} and at < ${before}
        order by seq limit ${batch}) e order by seq desc limit 1`;
    if (!last) return 0;
    const gone = await tx`delete from audit_events where tenant = ${tenant} and seq <= ${last.seq}`;
    await tx`update audit_chains set erased_seq = ${last.seq}, erased_hash = ${last.hash}, erased_at = now()
      where tenant = ${tenant}`;
    const details = {
      ...{ firstKept: last.seq + 1, previousHash: last.hash, deleted: gone.count },
      before: before.toISOString(),
    };
    await recordAudit(tx, actOf(caller, { action: "audit.pruned", resource: null, details }));
    return gone.count;
  }) as number;
}

/** Why a chain begins where it does: what says that earlier events were deleted. */
export type ChainBegin =
  | { why: "FIRST" }
  | { why: "PRUNED"; at: Date; bySeq: number }
  | { why: "ERASED"; at: Date }
  | { why: "UNRECORDED" };

/** Finds what says where a chain begins. UNRECORDED: nothing does, so that its first events were removed otherwise. */
export async function beginOf(sql: Sql, head: ChainHead): Promise<ChainBegin> {
  const { tenant, erasedSeq, erasedHash } = head;
  if (erasedSeq === 0) return { why: "FIRST" };
  const [pruned] = await sql<{ at: Date; bySeq: number }[]>`
    select at, seq as by_seq from audit_events where tenant = ${tenant} and action = 'audit.pruned'
      and details->>'firstKept' = ${
    String(erasedSeq + 1)
  } and details->>'previousHash' = ${erasedHash}
    order by seq desc limit 1`;
  if (pruned) return { why: "PRUNED", ...pruned };
  const [erased] = await sql<{ at: Date }[]>`
    select finished_at as at from tenant_erasures
    where tenant = ${tenant} and remaining->>'auditHead' = ${`${erasedSeq}:${erasedHash}`}`;
  return erased ? { why: "ERASED", ...erased } : { why: "UNRECORDED" };
}
