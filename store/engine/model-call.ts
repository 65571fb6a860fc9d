import type { Advance } from "../../protocol/conversation-workflow.ts";
import type { NewFact } from "../../protocol/event.ts";
import type { ReadOutput } from "../../protocol/read-output.ts";
import { type Admitted, admitTools } from "../approvals/admit-tools.ts";
import { charged } from "../budget/charge.ts";
import { exceeded } from "../budget/reserve-call.ts";
import { json, type Sql, type Tx } from "../connect.ts";
import { entryFact, stepFact, turnFact } from "../facts.ts";
import { releaseSteered } from "../steer.ts";
import { failTurn } from "./fail-turn.ts";
import { type HeldCall, whileHeld } from "./held-call.ts";
import { hostedFacts } from "./hosted-call.ts";
import { completeEntry, keepOutcome } from "./keep-outcome.ts";
import type { ModelOutcome } from "./model-outcome.ts";
import { abandonRemotes } from "./remotes.ts";
import { faultOf, invalidOutput, refuseOutput } from "./settle-output.ts";
import { dropTools, refuseTools } from "./unmade-tools.ts";

/**
 * Keeps the outcome of a model call: entries whole, drafts gone, base settled. Without tool calls the turn ends in
 * the same transaction; tool calls beyond the limit are answered in it. Answers what comes next. Throws FencedError.
 */
export async function commitModelCall(
  sql: Sql,
  call: HeldCall,
  outcome: ModelOutcome,
): Promise<Advance> {
  const { advance } = await whileHeld(sql, call, async (tx) => {
    if (outcome.cutByBudget) return await endCut(tx, call, outcome);
    await Promise.all([
      ...outcome.entries.map((entry) => completeEntry(tx, call, entry)),
      tx`delete from drafts where entry_id = any(${outcome.entries.map((e) => e.id)})`,
      keepOutcome(tx, call, outcome),
    ]);
    const dropped = await dropTools(tx, call, outcome.entries);
    const tools = outcome.entries.filter((e) => e.kind === "tool" && !e.dropped).map((e) => e.id);
    const fault = tools.length === 0 ? faultOf(outcome.output ?? null) : null;
    const facts = [...dropped, ...committedFacts(call, outcome, tools.length === 0, fault)];
    if (fault !== null) {
      const refused = await refuseOutput(tx, call, fault);
      return { advance: refused.advance, facts: [...facts, ...refused.facts] };
    }
    if (tools.length === 0) {
      const ended = await endTurn(tx, call, outcome.output ?? null);
      return { advance: ended.advance, facts: [...facts, ...ended.facts] };
    }
    const allowed = tools.slice(0, outcome.toolCallsLeft);
    const refused = await refuseTools(
      tx,
      call,
      tools.slice(allowed.length),
      outcome.toolCallsOfBudget,
    );
    const admitted = await admitTools(tx, call, allowed);
    const advance = afterAdmission(allowed, admitted, outcome.isQuick);
    return { advance, facts: [...facts, ...refused, ...admitted.facts] };
  });
  return advance;
}

/** What was written stays as cut short, and the turn ends. */
async function endCut(tx: Tx, call: HeldCall, { used }: ModelOutcome) {
  await tx`update calls set ${charged(tx, used)} where id = ${call.id}`;
  const failure = exceeded("the answer broke off where the budget ended");
  const facts = await failTurn(tx, call.conversationId, call.turnId, failure);
  return { advance: { next: "advance" } as const, facts };
}

/**
 * Where all may run they do; else the record is looked at anew, for it knows until when to wait. They are quick all
 * together or not at all: while quick ones run, a workflow hears no doorbell.
 */
function afterAdmission(
  allowed: string[],
  { ready }: Admitted,
  isQuick: ModelOutcome["isQuick"],
): Advance {
  if (ready.length === 0 || ready.length < allowed.length) return { next: "advance" };
  const quick = ready.every((tool) => tool.idempotent && isQuick?.(tool));
  const toolCalls = ready.map(({ id, server, name }) => ({
    id,
    tool: `${server}.${name}`,
    ...(quick && { quick }),
  }));
  return { next: "tools", toolCalls };
}

async function endTurn(
  tx: Tx,
  call: HeldCall,
  output: ReadOutput | null,
): Promise<{ advance: Advance; facts: NewFact[] }> {
  const told = output && "value" in output ? json(tx, output.value) : null;
  const [, facts, , [waiting]] = await Promise.all([
    tx`update turns set status = 'COMPLETED', ended_at = now(), output = coalesce(${told}, output)
      where id = ${call.turnId}`,
    releaseSteered(tx, call.turnId),
    abandonRemotes(tx, call.conversationId),
    tx`select id from turns
      where conversation_id = ${call.conversationId} and status = 'QUEUED' limit 1`,
  ]);
  // What was released waits too.
  const next = waiting || facts.length > 0 ? "advance" : "rest";
  return { advance: { next }, facts };
}

function committedFacts(
  call: HeldCall,
  outcome: ModelOutcome,
  last: boolean,
  fault: string | null,
): NewFact[] {
  const said = outcome.entries.filter((e) => e.kind !== "tool" && e.kind !== "hosted");
  const more = fault === null ? {} : { failure: invalidOutput(fault) };
  return [
    ...hostedFacts(call.turnId, outcome.entries.filter((e) => e.kind === "hosted")),
    ...said.map((e) => entryFact(call.turnId, e.id, "COMPLETED")),
    stepFact(call, "COMPLETED", more),
    ...(last && fault === null ? [turnFact(call.turnId, "COMPLETED")] : []),
  ];
}
