import type { Failure } from "../../protocol/status.ts";
import type { Tool } from "../../protocol/agent/agent.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { append, lockStream } from "../log/append.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { entryEvent, stepEvent } from "../log/events.ts";
import { saveToolFiles, type ToolFile } from "../file/tool-files.ts";
import { checkClaim, type ClaimPolicy, recordClaim } from "./claim.ts";
import { turnTimeLeft } from "../turn/turn-time.ts";
import { type ClaimedCall, runWhileClaimed } from "./claimed-call.ts";

/** A tool call that was claimed. `tool`: as the agent version holds it; null when the model made the name up. */
export interface ClaimedToolCall extends ClaimedCall {
  maxAttempts: number;
  server: string;
  name: string;
  /** The model's id of the call; null where it has none. */
  remoteToolCallId: string | null;
  arguments: unknown;
  tool: Tool | null;
  agentName: string;
  /** Until the turn must have ended, ms. */
  deadlineMs: number;
  traceparent: string | null;
}

/** What came of it: held, to be tried later, begun too often, or nothing left to do. */
export type ToolClaim =
  | { claimed: "held"; call: ClaimedToolCall }
  | { claimed: "later"; waitMs: number }
  | { claimed: "finished" };

/** What a tool call came to. `result` is what the model reads, also of a failure. */
export interface ToolOutcome {
  result: string;
  output: unknown;
  failure: Failure | null;
  /** Files that the answer brought; left out where there are none. */
  files?: readonly ToolFile[];
}

/**
 * Claims a tool call. One that was begun too often ends here, and so does one that is not idempotent and was begun
 * once without a word on its outcome: OUTCOME_UNKNOWN, which the model is told. It is never made again.
 */
export function claimToolCall(
  sql: Sql,
  ref: { tenant: string; conversationId: string; id: string },
  policy: ClaimPolicy,
): Promise<ToolClaim> {
  return sql.begin(async (tx): Promise<ToolClaim> => {
    const [stream, [row]] = await Promise.all([
      lockStream(tx, ref.tenant, ref.conversationId),
      tx<Row[]>`
      select exists (select from approvals a where a.call_id = c.id and a.verdict = 'PENDING') as asked,
        c.turn_id, c.server, c.name, c.remote_tool_call_id, c.arguments, v.spec->'tools' as tools, t.traceparent, a.name as agent_name,
        ${turnTimeLeft(tx)} as deadline_ms
      from calls c join turns t on t.id = c.turn_id
      join conversations o on o.id = c.conversation_id
      left join entries e on e.id = c.id
      join agent_versions v on v.id = coalesce(e.author_version_id, o.agent_version_id)
      join agents a on a.id = v.agent_id where c.id = ${ref.id}`,
    ]);
    if (!stream || !row) return { claimed: "finished" };
    if (row.asked) return { claimed: "finished" };
    const claimed = await checkClaim(tx, stream, ref.id, policy);
    if (claimed.claimed === "later" || claimed.claimed === "finished") return claimed;
    const taken = async () => {
      if (claimed.claimed === "held") {
        await recordClaim(tx, ref.id, claimed.maybeSent, policy.leaseMs);
      }
    };
    const { fence, attempt } = claimed;
    const held: ClaimedCall = { ...ref, turnId: row.turnId, fence, attempt };
    const { tool } = described(row);
    const maybeRan = claimed.claimed === "held" && claimed.interrupted;
    if (claimed.claimed === "exhausted" || (maybeRan && tool?.idempotent === false)) {
      await taken();
      await append(tx, stream.id, await endToolCall(tx, held, unknownOutcome));
      return { claimed: "finished" };
    }
    await Promise.all([taken(), append(tx, stream.id, [stepEvent(held, "RUNNING")])]);
    return {
      claimed: "held",
      call: { ...held, ...described(row), maxAttempts: policy.maxAttempts },
    };
  }) as Promise<ToolClaim>;
}

interface Row {
  /** A human is asked: nothing is to be done now. */
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

function described({ tools, ...row }: Row) {
  const { server, name } = row;
  const tool = tools.find((t) => t.server === server && t.tool.name === name)?.tool ?? null;
  return { ...row, tool };
}

/** What is told of a call that may or may not have run. */
export const unknownOutcome: ToolOutcome = {
  result: "The tool was called, but whether it ran is not known. It was not called again.",
  output: null,
  failure: { code: "OUTCOME_UNKNOWN", message: "Whether the tool ran is not known." },
};

/** Keeps the outcome of a tool call and its files. Throws FencedError. */
export async function commitToolCall(
  sql: Sql,
  call: ClaimedCall,
  outcome: ToolOutcome,
): Promise<void> {
  await runWhileClaimed(sql, call, async (tx) => {
    await saveToolFiles(tx, call, outcome.files ?? []);
    return { events: await endToolCall(tx, call, outcome) };
  });
}

/** Ends a tool call; answers the events to append. */
export async function endToolCall(
  tx: Tx,
  call: ClaimedCall,
  o: ToolOutcome,
): Promise<NewEvent[]> {
  const status = o.failure ? "FAILED" : "COMPLETED";
  await Promise.all([
    tx`update calls set status = ${status}, ended_at = now(), retry_at = null, result = ${o.result},
      output = ${o.output == null ? null : json(tx, o.output)},
      failure = ${o.failure ? json(tx, o.failure) : null} where id = ${call.id}`,
    tx`update entries set status = ${status} where id = ${call.id}`,
  ]);
  const told = o.failure ? { failure: o.failure } : {};
  return [stepEvent(call, status, told), entryEvent(call.turnId, call.id, status)];
}

/** An attempt failed and another follows at `retryAt`. Throws FencedError. */
export async function retryToolCall(
  sql: Sql,
  call: ClaimedCall,
  { failure, retryAt }: { failure: Failure; retryAt: Date },
): Promise<void> {
  await runWhileClaimed(sql, call, async (tx) => {
    await tx`update calls set status = 'WAITING', retry_at = ${retryAt}, maybe_sent = false,
      failure = ${json(tx, failure)} where id = ${call.id}`;
    return { events: [stepEvent(call, "WAITING", { failure, retryAt: retryAt.toISOString() })] };
  });
}

/** Tells how far a tool call is, in the tool's words. `n` numbers the notes of this attempt. Throws FencedError. */
export async function noteToolCall(
  sql: Sql,
  call: ClaimedCall,
  { n, note }: { n: number; note: string },
): Promise<void> {
  const event = stepEvent(call, "RUNNING", { note });
  await runWhileClaimed(
    sql,
    call,
    () => Promise.resolve({ events: [{ ...event, id: `${event.id}/${n}` }] }),
  );
}
