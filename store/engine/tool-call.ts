import type { Failure } from "../../protocol/status.ts";
import type { Tool } from "../../protocol/agent.ts";
import type { NewFact } from "../../protocol/event.ts";
import { append, lockStream } from "../append.ts";
import { json, type Sql, type Tx } from "../connect.ts";
import { entryFact, stepFact } from "../facts.ts";
import { keepToolFiles, type ToolFile } from "../tool-files.ts";
import { type ClaimPolicy, mayClaim, take } from "./claim.ts";
import { turnTimeLeft } from "./turn-time.ts";
import { type HeldCall, whileHeld } from "./held-call.ts";

/** A tool call that was claimed. `tool`: as the agent version holds it; null when the model made the name up. */
export interface ClaimedToolCall extends HeldCall {
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
export type NextTool =
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
): Promise<NextTool> {
  return sql.begin(async (tx): Promise<NextTool> => {
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
    const claimed = await mayClaim(tx, stream, ref.id, policy);
    if (claimed.claimed === "later" || claimed.claimed === "finished") return claimed;
    const taken = async () => {
      if (claimed.claimed === "held") await take(tx, ref.id, claimed.suspect, policy.leaseMs);
    };
    const { fence, attempt } = claimed;
    const held: HeldCall = { ...ref, turnId: row.turnId, fence, attempt };
    const { tool } = described(row);
    const maybeRan = claimed.claimed === "held" && claimed.interrupted;
    if (claimed.claimed === "exhausted" || (maybeRan && tool?.idempotent === false)) {
      await taken();
      await append(tx, stream.id, await endToolCall(tx, held, unknownOutcome));
      return { claimed: "finished" };
    }
    await Promise.all([taken(), append(tx, stream.id, [stepFact(held, "RUNNING")])]);
    return {
      claimed: "held",
      call: { ...held, ...described(row), maxAttempts: policy.maxAttempts },
    };
  }) as Promise<NextTool>;
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
  call: HeldCall,
  outcome: ToolOutcome,
): Promise<void> {
  await whileHeld(sql, call, async (tx) => {
    await keepToolFiles(tx, call, outcome.files ?? []);
    return { facts: await endToolCall(tx, call, outcome) };
  });
}

/** Ends a tool call; answers the facts to append. */
export async function endToolCall(
  tx: Tx,
  call: HeldCall,
  o: ToolOutcome,
): Promise<NewFact[]> {
  const status = o.failure ? "FAILED" : "COMPLETED";
  await Promise.all([
    tx`update calls set status = ${status}, ended_at = now(), retry_at = null, result = ${o.result},
      output = ${o.output == null ? null : json(tx, o.output)},
      failure = ${o.failure ? json(tx, o.failure) : null} where id = ${call.id}`,
    tx`update entries set status = ${status} where id = ${call.id}`,
  ]);
  const told = o.failure ? { failure: o.failure } : {};
  return [stepFact(call, status, told), entryFact(call.turnId, call.id, status)];
}

/** An attempt failed and another follows at `retryAt`. Throws FencedError. */
export async function retryToolCall(
  sql: Sql,
  call: HeldCall,
  { failure, retryAt }: { failure: Failure; retryAt: Date },
): Promise<void> {
  await whileHeld(sql, call, async (tx) => {
    await tx`update calls set status = 'WAITING', retry_at = ${retryAt}, suspect = false,
      failure = ${json(tx, failure)} where id = ${call.id}`;
    return { facts: [stepFact(call, "WAITING", { failure, retryAt: retryAt.toISOString() })] };
  });
}

/** Tells how far a tool call is, in the tool's words. `n` numbers the notes of this attempt. Throws FencedError. */
export async function noteToolCall(
  sql: Sql,
  call: HeldCall,
  { n, note }: { n: number; note: string },
): Promise<void> {
  const fact = stepFact(call, "RUNNING", { note });
  await whileHeld(
    sql,
    call,
    () => Promise.resolve({ facts: [{ ...fact, id: `${fact.id}/${n}` }] }),
  );
}
