import { deploymentChain } from "../../protocol/audit/audit-event.ts";
import { actOf } from "../../protocol/audit/act.ts";
import { type ChainHead, readChain, readChainHeads } from "../../store/audit/read-chain.ts";
import { beginOf, type ChainBegin, pruneChain } from "../../store/audit/prune-chain.ts";
import { recordAudit } from "../../store/audit/record-audit.ts";
import { type BrokenEvent, verifyChain } from "../../store/audit/verify-chain.ts";
import type { Sql } from "../../store/mod.ts";
import { operator } from "./operator.ts";

/** Takes lines of output. */
type Output = Pick<Console, "log" | "error">;

/** Verifies the chain of a tenant, or all chains, and prints a line for each. Answers the exit code: 1 if one is broken. */
export async function verifyAudit(sql: Sql, tenant: string | null, out: Output): Promise<number> {
  const heads = await readChainHeads(sql, tenant);
  if (heads.length === 0) out.log("Nothing is recorded yet.");
  let code = 0;
  for (const head of heads) {
    const broken = await verifyHead(sql, head);
    const begin = await beginOf(sql, head);
    if (broken === null && begin.why !== "UNRECORDED") out.log(soundLine(head, begin));
    else {
      out.error(broken === null ? unrecordedLine(head) : brokenLine(head, broken));
      code = 1;
    }
  }
  return code;
}

/** Deletes the events of a tenant, or of all chains, before a time. A chain that is not sound stays as it is: exit code 1. */
export async function pruneAudit(
  sql: Sql,
  tenant: string | null,
  before: Date,
  out: Output,
): Promise<number> {
  if (await verifyAudit(sql, tenant, { log: () => {}, error: out.error }) !== 0) return 1;
  for (const head of await readChainHeads(sql, tenant)) {
    const deleted = await pruneChain(sql, operator(head.tenant), before);
    out.log(`${nameOf(head.tenant)}: ${deleted} events were deleted.`);
  }
  return 0;
}

/** Reads up to the head as it was: events are added meanwhile. Rows beyond it are counted by the head of now. */
async function verifyHead(sql: Sql, head: ChainHead): Promise<BrokenEvent | null> {
  const { tenant, erasedSeq: after, seq: to } = head;
  const broken = await verifyChain(head, readChain(sql, tenant, { after, to }));
  return broken ?? await addedEvent(sql, tenant);
}

/** An event beyond the head, which only another way than `append_audit_event` writes. */
async function addedEvent(sql: Sql, tenant: string): Promise<BrokenEvent | null> {
  const [added] = await sql<{ seq: number }[]>`
    select e.seq from audit_chains c join audit_events e on e.tenant = c.tenant and (e.seq > c.seq or e.seq <= c.erased_seq)
    where c.tenant = ${tenant} order by e.seq limit 1`;
  return added ? { ...added, fault: "ADDED" } : null;
}

const nameOf = (tenant: string) =>
  tenant === deploymentChain ? "The deployment's chain" : `The chain of tenant ${tenant}`;

function soundLine({ tenant, seq, hash, erasedSeq }: ChainHead, begin: ChainBegin): string {
  const until = `; the events up to ${erasedSeq} were`;
  const gone = begin.why === "PRUNED"
    ? `${until} deleted at ${begin.at.toISOString()}, as event ${begin.bySeq} says`
    : begin.why === "ERASED"
    ? `${until} erased`
    : "";
  return `${nameOf(tenant)} is sound: ${seq} events${gone}. Head: ${seq}:${hash}`;
}

const unrecordedLine = ({ tenant, erasedSeq }: ChainHead) =>
  `${
    nameOf(tenant)
  } is broken: the events up to ${erasedSeq} were removed, and nothing recorded it.`;

const faults: Record<BrokenEvent["fault"], string> = {
  MISSING: "is missing: it was deleted",
  CHANGED: "was changed: its hash is not that of its content",
  MISPLACED:
    "does not follow the one before: events were exchanged, or the one before was rewritten",
  ADDED: "was added without being recorded",
  HEAD_CHANGED: "is not the one that the head names: the chain or its head was rewritten",
};

const brokenLine = ({ tenant }: ChainHead, { seq, fault }: BrokenEvent) =>
  `${nameOf(tenant)} is broken: event ${seq} ${faults[fault]}.`;

/** Prints the events of a tenant, or of all chains, as JSON lines, and records that. */
export async function exportAudit(
  sql: Sql,
  tenant: string | null,
  after: number,
  print: (line: string) => void,
): Promise<void> {
  for (const head of await readChainHeads(sql, tenant)) {
    const { seq: to } = head;
    for await (const { event, ...place } of readChain(sql, head.tenant, { after, to })) {
      print(JSON.stringify({ ...place, ...event }));
    }
    const details = { after, to };
    const caller = operator(head.tenant);
    await recordAudit(sql, actOf(caller, { action: "audit.exported", resource: null, details }));
  }
}
