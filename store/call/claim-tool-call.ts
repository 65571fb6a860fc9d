import type { Tool } from "../../protocol/agent/agent.ts";
import { depthOfKey, researchDepth } from "../../protocol/mcp/call-depth.ts";
import { collectEvents } from "../database/committed-events.ts";
import { unscoped } from "../database/in-tenant.ts";
import { json, type Sql } from "../database/sql.ts";
import { append, lockStream } from "../log/append.ts";
import { stepEvent } from "../log/events.ts";
import { turnTimeLeft } from "../turn/turn-time.ts";
import { type CalledVersion, readVersion } from "./called-versions.ts";
import {
  type Claim,
  type ClaimableCall,
  claimFields,
  type ClaimPolicy,
  decideClaim,
} from "./claim.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import { endToolCall, unknownOutcome } from "./commit-tool-call.ts";

/** A claimed tool call. */
export interface ClaimedToolCall extends ClaimedCall {
  maxAttempts: number;
  server: string;
  name: string;
  /** The model's id of the call; null if it has none. */
  remoteToolCallId: string | null;
  arguments: unknown;
  /** As the agent version has it; null if the model invented the name. */
  tool: Tool | null;
  agentName: string;
  /** Until the turn must have ended, ms. */
  deadlineMs: number;
  traceparent: string | null;
  /** Turns of agents above this one (protocol/mcp/call-depth.ts); null for quick calls, which start no turns. */
  depth: number | null;
}

/** Outcome of the claim of a tool call. `finished`: nothing is left to do. */
export type ToolClaim =
  | { outcome: "claimed"; call: ClaimedToolCall }
  | { outcome: "wait"; waitMs: number }
  | { outcome: "finished" };

interface CallRef {
  tenant: string;
  conversationId: string;
  id: string;
}

/** Reads of a row that keeps changing, before the claim fails. */
const maxReads = 5;

/**
 * Claims a tool call. It ends here with OUTCOME_UNKNOWN if it has used all attempts, or if it is not idempotent and an
 * attempt reported no outcome: such a call is never made again. The call is read without a lock, and written if its row
 * is still the one that was read.
 */
export async function claimToolCall(
  sql: Sql,
  ref: CallRef,
  policy: ClaimPolicy,
): Promise<ToolClaim> {
  for (let n = 0; n < maxReads; n++) {
    const row = await readCall(sql, ref);
    if (!row || row.asked) return { outcome: "finished" };
    const claim = decideClaim({ ...row.claimable, status: row.status }, policy);
    if (claim.outcome === "wait" || claim.outcome === "finished") return claim;
    const { version, handoffs: _ } = await readVersion(sql, row.versionId);
    const claimed = await startOrEnd(sql, { ...ref, ...claim }, row, version, policy);
    if (claimed) return claimed;
  }
  throw new Error(`the record of call ${ref.id} changes all the time`);
}

type CheckedClaim = CallRef & Extract<Claim, { outcome: "claimed" | "exhausted" }>;

/** Null, and nothing is written, if the call's row changed since it was read. */
async function startOrEnd(
  sql: Sql,
  claim: CheckedClaim,
  { asked: _, status: __, claimable, versionId: ___, openedBy, isResearch, ...row }: Row,
  { spec, agentName }: CalledVersion,
  { leaseMs, maxAttempts }: ClaimPolicy,
): Promise<ToolClaim | null> {
  const { tenant, conversationId, id, fence, attempt } = claim;
  const call: ClaimedCall = { tenant, conversationId, id, turnId: row.turnId, fence, attempt };
  const tool = toolOf(spec, row);
  const maybeRan = claim.outcome === "claimed" && claim.interrupted;
  if (claim.outcome === "exhausted" || (maybeRan && tool?.idempotent === false)) {
    return await endUnknown(sql, call, claimable.version);
  }
  const events = [stepEvent(call, "RUNNING")];
  const [written] = await unscoped(sql)<{ claimed: boolean }[]>`
    select claim_tool_call(${tenant}, ${conversationId}, ${id}, ${claimable.version}, ${claim.maybeSent}, ${leaseMs},
      ${json(sql, events)}) as claimed`;
  if (!written?.claimed) return null;
  collectEvents(sql, events);
  const depth = isResearch ? researchDepth : Math.max(0, ...openedBy.map(depthOfKey));
  return { outcome: "claimed", call: { ...call, ...row, tool, agentName, maxAttempts, depth } };
}

async function endUnknown(sql: Sql, call: ClaimedCall, version: string): Promise<ToolClaim | null> {
  return await sql.begin(async (tx) => {
    await lockStream(tx, call.tenant, call.conversationId);
    const [same] = await tx`update calls set fence = ${call.fence}, attempts = ${call.attempt}
      where id = ${call.id} and xmin::text = ${version} returning id`;
    if (!same) return null;
    await append(tx, call.conversationId, await endToolCall(tx, call, unknownOutcome));
    return { outcome: "finished" };
  }) as ToolClaim | null;
}

/** A tool as the version that called it has it; null if the model invented the name. */
function toolOf(
  { tools }: CalledVersion["spec"],
  { server, name }: { server: string; name: string },
): Tool | null {
  return tools.find((t) => t.server === server && t.tool.name === name)?.tool ?? null;
}

interface Row {
  /** Its approval is pending: nothing is to be done now. */
  asked: boolean;
  status: string;
  claimable: ClaimableCall;
  /** The version that called it. */
  versionId: string;
  turnId: string;
  server: string;
  name: string;
  remoteToolCallId: string | null;
  arguments: unknown;
  deadlineMs: number;
  traceparent: string | null;
  /** Idempotency keys of the messages of its turn. */
  openedBy: string[];
  isResearch: boolean;
}

async function readCall(
  sql: Sql,
  { tenant, conversationId, id }: CallRef,
): Promise<Row | undefined> {
  const [row] = await sql<Row[]>`
    select exists (select from approvals a where a.call_id = c.id and a.verdict = 'PENDING') as asked,
      c.status, json_build_object(${claimFields(sql)}) as claimable,
      c.turn_id, c.server, c.name, c.remote_tool_call_id, c.arguments, t.traceparent,
      coalesce(e.author_version_id, o.agent_version_id) as version_id, ${
    turnTimeLeft(sql)
  } as deadline_ms, o.research_id is not null as is_research,
      array(select m.idempotency_key from entries m
        where m.turn_id = t.id and m.idempotency_key is not null) as opened_by
    from calls c join turns t on t.id = c.turn_id
    join conversations o on o.id = c.conversation_id
    left join entries e on e.id = c.id
    where c.id = ${id} and c.conversation_id = ${conversationId} and c.tenant = ${tenant}`;
  return row;
}
