import type { Advance } from "../../protocol/conversation/conversation-workflow.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import type { ReadOutput } from "../../protocol/json/read-output.ts";
import { type Admitted, admitTools } from "../approval/admit-tools.ts";
import { charged } from "../budget/charge.ts";
import { exceeded } from "../budget/reserve-call.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { entryEvent, stepEvent, turnEvent } from "../log/events.ts";
import { releaseSteeredMessages } from "../conversation/steer.ts";
import { failTurn } from "../turn/fail-turn.ts";
import { type ClaimedCall, runWhileClaimed } from "./claimed-call.ts";
import { hostedCallEvents } from "./hosted-call.ts";
import { completeEntry, saveModelOutcome } from "./save-outcome.ts";
import type { ModelOutcome } from "./model-outcome.ts";
import { abandonRemoteConversations } from "../conversation/remote-conversations.ts";
import { faultOf, invalidOutput, refuseOutput } from "./invalid-output.ts";
import { dropTools, refuseTools } from "./refuse-tools.ts";

/**
 * Keeps the outcome of a model call: entries whole, drafts gone, base settled. Without tool calls the turn ends in
 * the same transaction; tool calls beyond the limit are answered in it. Answers what comes next. Throws FencedError.
 */
export async function commitModelCall(
  sql: Sql,
  call: ClaimedCall,
  outcome: ModelOutcome,
): Promise<Advance> {
  const { advance } = await runWhileClaimed(sql, call, async (tx) => {
    if (outcome.cutByBudget) return await endCut(tx, call, outcome);
    await Promise.all([
      ...outcome.entries.map((entry) => completeEntry(tx, call, entry)),
      tx`delete from drafts where entry_id = any(${outcome.entries.map((e) => e.id)})`,
      saveModelOutcome(tx, call, outcome),
    ]);
    const dropped = await dropTools(tx, call, outcome.entries);
    const tools = outcome.entries.filter((e) => e.kind === "tool" && !e.dropped).map((e) => e.id);
    const fault = tools.length === 0 ? faultOf(outcome.output ?? null) : null;
    const events = [...dropped, ...committedEvents(call, outcome, tools.length === 0, fault)];
    if (fault !== null) {
      const refused = await refuseOutput(tx, call, fault);
      return { advance: refused.advance, events: [...events, ...refused.events] };
    }
    if (tools.length === 0) {
      const ended = await endTurn(tx, call, outcome.output ?? null);
      return { advance: ended.advance, events: [...events, ...ended.events] };
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
    return { advance, events: [...events, ...refused, ...admitted.events] };
  });
  return advance;
}

/** What was written stays as cut short, and the turn ends. */
async function endCut(tx: Tx, call: ClaimedCall, { used }: ModelOutcome) {
  await tx`update calls set ${charged(tx, used)} where id = ${call.id}`;
  const failure = exceeded("the answer broke off where the budget ended");
  const events = await failTurn(tx, call.conversationId, call.turnId, failure);
  return { advance: { next: "advance" } as const, events };
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
  call: ClaimedCall,
  output: ReadOutput | null,
): Promise<{ advance: Advance; events: NewEvent[] }> {
  const told = output && "value" in output ? json(tx, output.value) : null;
  const [, events, , [waiting]] = await Promise.all([
    tx`update turns set status = 'COMPLETED', ended_at = now(), output = coalesce(${told}, output)
      where id = ${call.turnId}`,
    releaseSteeredMessages(tx, call.turnId),
    abandonRemoteConversations(tx, call.conversationId),
    tx`select id from turns
      where conversation_id = ${call.conversationId} and status = 'QUEUED' limit 1`,
  ]);
  // What was released waits too.
  const next = waiting || events.length > 0 ? "advance" : "rest";
  return { advance: { next }, events };
}

function committedEvents(
  call: ClaimedCall,
  outcome: ModelOutcome,
  last: boolean,
  fault: string | null,
): NewEvent[] {
  const said = outcome.entries.filter((e) => e.kind !== "tool" && e.kind !== "hosted");
  const more = fault === null ? {} : { failure: invalidOutput(fault) };
  return [
    ...hostedCallEvents(call.turnId, outcome.entries.filter((e) => e.kind === "hosted")),
    ...said.map((e) => entryEvent(call.turnId, e.id, "COMPLETED")),
    stepEvent(call, "COMPLETED", more),
    ...(last && fault === null ? [turnEvent(call.turnId, "COMPLETED")] : []),
  ];
}
