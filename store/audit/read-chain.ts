import type { AuditEvent } from "../../protocol/audit/audit-event.ts";
import type { Db } from "../database/sql.ts";
import type { ChainedEvent } from "./audit-hash.ts";

/** A row of `audit_events`. */
export interface AuditRow extends ChainedEvent {
  hash: string;
}

/** The head of a chain, and where its events begin after an erasure. */
export interface ChainHead {
  tenant: string;
  seq: number;
  hash: string;
  erasedSeq: number;
  erasedHash: string;
}

/** Rows of one query. */
const batch = 1_000;

/** Reads the chain of a tenant, in the order of the numbers, in batches. */
export async function* readChain(
  sql: Db,
  tenant: string,
  { after = 0, to = Number.MAX_SAFE_INTEGER } = {},
): AsyncGenerator<AuditRow> {
  let last = after;
  while (true) {
    const rows = await readRows(sql, tenant, last, to);
    yield* rows;
    if (rows.length < batch) return;
    last = rows.at(-1)?.seq ?? to;
  }
}

async function readRows(sql: Db, tenant: string, after: number, to: number): Promise<AuditRow[]> {
  const rows = await sql<(AuditEvent & Omit<AuditRow, "event">)[]>`
    select tenant, seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, credential, address,
      action, resource, outcome, reason, request_id, trace_id, details, previous_hash, hash
    from audit_events where tenant = ${tenant} and seq > ${after} and seq <= ${to} order by seq limit ${batch}`;
  return rows.map(({ seq, at, previousHash, hash, ...event }) => ({
    seq,
    at,
    previousHash,
    hash,
    event,
  }));
}

/** The heads of all chains, or of that of one tenant. */
export async function readChainHeads(sql: Db, tenant: string | null): Promise<ChainHead[]> {
  return [
    ...await sql<ChainHead[]>`
    select tenant, seq, hash, erased_seq, erased_hash from audit_chains
    where ${tenant}::text is null or tenant = ${tenant} order by tenant`,
  ];
}
