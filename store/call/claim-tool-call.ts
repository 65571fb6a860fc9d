import type { Tool } from "../../protocol/agent/agent.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { append, type LockedStream, lockStream } from "../log/append.ts";
import { stepEvent } from "../log/events.ts";
import { turnTimeLeft } from "../turn/turn-time.ts";
import { checkClaim, type Claim, type ClaimPolicy, recordClaim } from "./claim.ts";
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

/**
 * Claims a tool call. It ends here with OUTCOME_UNKNOWN if it has used all attempts, or if it is not idempotent and an
 * attempt reported no outcome: such a call is never made again.
 */
export function claimToolCall(sql: Sql, ref: CallRef, policy: ClaimPolicy): Promise<ToolClaim> {
  return sql.begin(async (tx): Promise<ToolClaim> => {
    const [stream, row] = await Promise.all([
      lockStream(tx, ref.tenant, ref.conversationId),
      readCall(tx, ref.id),
    ]);
    if (!stream || !row || row.asked) return { outcome: "finished" };
    const claim = await checkClaim(tx, ref.id, policy);
    if (claim.outcome === "wait" || claim.outcome === "finished") return claim;
    return await startOrEnd(tx, stream, { ...ref, ...claim }, row, policy);
  }) as Promise<ToolClaim>;
}

type CheckedClaim = CallRef & Extract<Claim, { outcome: "claimed" | "exhausted" }>;

async function startOrEnd(
  tx: Tx,
  stream: LockedStream,
  claim: CheckedClaim,
  { asked: _, tools, ...row }: Row,
  { leaseMs, maxAttempts }: ClaimPolicy,
): Promise<ToolClaim> {
  const { tenant, conversationId, id, fence, attempt } = claim;
  const call: ClaimedCall = { tenant, conversationId, id, turnId: row.turnId, fence, attempt };
  const tool = tools.find((t) => t.server === row.server && t.tool.name === row.name)?.tool ?? null;
  const recorded = claim.outcome === "claimed"
    ? recordClaim(tx, id, claim.maybeSent, leaseMs)
    : Promise.resolve();
  const maybeRan = claim.outcome === "claimed" && claim.interrupted;
  if (claim.outcome === "exhausted" || (maybeRan && tool?.idempotent === false)) {
    await recorded;
    await append(tx, stream.id, await endToolCall(tx, call, unknownOutcome));
    return { outcome: "finished" };
  }
  await Promise.all([recorded, append(tx, stream.id, [stepEvent(call, "RUNNING")])]);
  return { outcome: "claimed", call: { ...call, ...row, tool, maxAttempts } };
}

interface Row {
  /** Its approval is pending: nothing is to be done now. */
  asked: boolean;
  turnId: string;
  server: string;
  name: string;
  remoteToolCallId: string | null;
  arguments: unknown;
  tools: { server: string; tool: Tool }[];
  agentName: string;
  deadlineMs: number;
  traceparent: string | null;
}

async function readCall(tx: Tx, id: string): Promise<Row | undefined> {
  const [row] = await tx<Row[]>`
    select exists (select from approvals a where a.call_id = c.id and a.verdict = 'PENDING') as asked,
      c.turn_id, c.server, c.name, c.remote_tool_call_id, c.arguments, v.spec->'tools' as tools, t.traceparent,
      a.name as agent_name, ${turnTimeLeft(tx)} as deadline_ms
    from calls c join turns t on t.id = c.turn_id
    join conversations o on o.id = c.conversation_id
    left join entries e on e.id = c.id
    join agent_versions v on v.id = coalesce(e.author_version_id, o.agent_version_id)
    join agents a on a.id = v.agent_id where c.id = ${id}`;
  return row;
}
