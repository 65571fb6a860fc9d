import type { Failure } from "../../protocol/status.ts";
import type { Tool } from "../../protocol/agent.ts";
import { append, lockStream } from "../append.ts";
import { json, type Sql } from "../connect.ts";
import { entryFact, stepFact } from "../facts.ts";
import { claim, type ClaimPolicy } from "./claim.ts";
import { type HeldCall, whileHeld } from "./held-call.ts";

/** A tool call that was claimed. `tool`: as the agent version holds it; null when the model made the name up. */
export interface ClaimedToolCall extends HeldCall {
  maxAttempts: number;
  server: string;
  name: string;
  arguments: unknown;
  tool: Tool | null;
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
}

/** Claims a tool call; one that was begun too often ends here as OUTCOME_UNKNOWN, which the model is told. */
export function claimToolCall(
  sql: Sql,
  ref: { tenant: string; conversationId: string; id: string },
  policy: ClaimPolicy,
): Promise<NextTool> {
  return sql.begin(async (tx): Promise<NextTool> => {
    const stream = await lockStream(tx, ref.tenant, ref.conversationId);
    const [row] = await tx<Row[]>`
      select c.turn_id, c.server, c.name, c.arguments, v.spec->'tools' as tools, t.traceparent
      from calls c join turns t on t.id = c.turn_id
      join conversations o on o.id = c.conversation_id
      join agent_versions v on v.id = o.agent_version_id where c.id = ${ref.id}`;
    if (!stream || !row) return { claimed: "finished" };
    const claimed = await claim(tx, stream, ref.id, policy);
    if (claimed.claimed === "later" || claimed.claimed === "finished") return claimed;
    const { fence, attempt } = claimed;
    const held: HeldCall = { ...ref, turnId: row.turnId, fence, attempt };
    if (claimed.claimed === "exhausted") {
      await append(tx, stream.id, await endToolCall(tx, held, unknownOutcome));
      return { claimed: "finished" };
    }
    await append(tx, stream.id, [stepFact(held, "RUNNING")]);
    return {
      claimed: "held",
      call: { ...held, ...described(row), maxAttempts: policy.maxAttempts },
    };
  }) as Promise<NextTool>;
}

interface Row {
  turnId: string;
  server: string;
  name: string;
  arguments: unknown;
  tools: { server: string; tool: Tool }[];
  traceparent: string | null;
}

function described({ server, name, arguments: args, tools, traceparent }: Row) {
  const tool = tools.find((t) => t.server === server && t.tool.name === name)?.tool ?? null;
  return { server, name, arguments: args, tool, traceparent };
}

const unknownOutcome: ToolOutcome = {
  result: "The tool was called, but whether it ran is not known. It was not called again.",
  output: null,
  failure: { code: "OUTCOME_UNKNOWN", message: "Whether the tool ran is not known." },
};

/** Keeps the outcome of a tool call. Throws FencedError. */
export async function commitToolCall(
  sql: Sql,
  call: HeldCall,
  outcome: ToolOutcome,
): Promise<void> {
  await whileHeld(sql, call, async (tx) => ({ facts: await endToolCall(tx, call, outcome) }));
}

async function endToolCall(tx: Parameters<typeof append>[0], call: HeldCall, o: ToolOutcome) {
  const status = o.failure ? "FAILED" : "COMPLETED";
  await tx`update calls set status = ${status}, ended_at = now(), retry_at = null, result = ${o.result},
      output = ${o.output == null ? null : json(tx, o.output)},
      failure = ${o.failure ? json(tx, o.failure) : null} where id = ${call.id}`;
  await tx`update entries set status = ${status} where id = ${call.id}`;
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
    await tx`update calls set status = 'WAITING', retry_at = ${retryAt},
      failure = ${json(tx, failure)} where id = ${call.id}`;
    return { facts: [stepFact(call, "WAITING", { failure, retryAt: retryAt.toISOString() })] };
  });
}
