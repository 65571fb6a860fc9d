import type { Advance } from "../../protocol/conversation/conversation-workflow.ts";
import type { ReadOutput } from "../../protocol/json/read-output.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { type Admitted, admitTools } from "../approval/admit-tools.ts";
import { budgetExceeded } from "../budget/budget-exceeded.ts";
import { charged } from "../budget/charge.ts";
import { abandonRemoteConversations } from "../conversation/remote-conversations.ts";
import { releaseSteeredMessages } from "../conversation/steer.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { entryEvent, stepEvent, turnEvent } from "../log/events.ts";
import { failTurn } from "../turn/fail-turn.ts";
import { type ClaimedCall, runWhileClaimed } from "./claimed-call.ts";
import { endUnmadeCalls } from "./commit-tool-call.ts";
import { discardEntries } from "./discard-entries.ts";
import { hostedCallEvents } from "./hosted-call.ts";
import { faultOf, invalidOutput, refuseOutput } from "./invalid-output.ts";
import type { ModelOutcome } from "./model-outcome.ts";
import { budgetUsedUp, tooManyTools } from "./refuse-tools.ts";
import { completeEntry, saveModelOutcome } from "./save-outcome.ts";

interface Committed {
  advance: Advance;
  events: NewEvent[];
}

/**
 * Commits the outcome of a model call: completes its entries, deletes their drafts and settles the checkpoint. Without
 * tool calls the turn ends in the same transaction; tool calls beyond the limit are answered in it. Returns what comes
 * next. Throws FencedError.
 */
export async function commitModelCall(
  sql: Sql,
  call: ClaimedCall,
  outcome: ModelOutcome,
): Promise<Advance> {
  const { advance } = await runWhileClaimed(
    sql,
    call,
    (tx) => outcome.cutByBudget ? endCut(tx, call, outcome) : commit(tx, call, outcome),
  );
  return advance;
}

/** The answer was cut off by the budget: its text stays, and the turn ends. */
async function endCut(tx: Tx, call: ClaimedCall, { used }: ModelOutcome): Promise<Committed> {
  await tx`update calls set ${charged(tx, used)} where id = ${call.id}`;
  const failure = budgetExceeded("the answer was cut off where the budget ended");
  const events = await failTurn(tx, call.conversationId, call.turnId, failure);
  return { advance: { next: "advance" }, events };
}

async function commit(tx: Tx, call: ClaimedCall, outcome: ModelOutcome): Promise<Committed> {
  const { entries } = outcome;
  await Promise.all([
    ...entries.map((entry) => completeEntry(tx, call, entry)),
    tx`delete from drafts where entry_id = any(${entries.map((e) => e.id)})`,
    saveModelOutcome(tx, call, outcome),
  ]);
  const ids = (dropped: boolean) =>
    entries.filter((e) => e.kind === "tool" && (e.dropped ?? false) === dropped).map((e) => e.id);
  const discarded = await discardEntries(tx, call.turnId, ids(true));
  const tools = ids(false);
  const fault = tools.length === 0 ? faultOf(outcome.output ?? null) : null;
  const ended = tools.length === 0 && fault === null;
  const next = fault !== null
    ? await refuseOutput(tx, call, fault)
    : ended
    ? await endTurn(tx, call, outcome.output ?? null)
    : await continueWithTools(tx, call, outcome, tools);
  const events = [...discarded, ...committedEvents(call, outcome, ended, fault), ...next.events];
  return { advance: next.advance, events };
}

async function endTurn(tx: Tx, call: ClaimedCall, output: ReadOutput | null): Promise<Committed> {
  const value = output && "value" in output ? json(tx, output.value) : null;
  const [, events, , [queued]] = await Promise.all([
    tx`update turns set status = 'COMPLETED', ended_at = now(), output = coalesce(${value}, output)
      where id = ${call.turnId}`,
    releaseSteeredMessages(tx, call.turnId),
    abandonRemoteConversations(tx, call.conversationId),
    tx`select id from turns
      where conversation_id = ${call.conversationId} and ended_at is null and status = 'QUEUED' limit 1`,
  ]);
  // Released messages have queued turns too.
  const next = queued || events.length > 0 ? "advance" : "rest";
  return { advance: { next }, events };
}

async function continueWithTools(
  tx: Tx,
  call: ClaimedCall,
  { toolCallsLeft, toolCallsOfBudget, isQuick }: ModelOutcome,
  tools: readonly string[],
): Promise<Committed> {
  const allowed = tools.slice(0, toolCallsLeft);
  const reason = toolCallsOfBudget ? budgetUsedUp : tooManyTools;
  const refused = await endUnmadeCalls(tx, call, tools.slice(allowed.length), reason);
  const admitted = await admitTools(tx, call, allowed);
  const advance = afterAdmission(allowed, admitted, isQuick);
  return { advance, events: [...refused, ...admitted.events] };
}

/**
 * If all allowed tools may run, they run together; else the workflow advances again to learn how long to wait. They are
 * quick only if all of them are, because a workflow receives no wake-up while quick tools run.
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

function committedEvents(
  call: ClaimedCall,
  { entries }: ModelOutcome,
  turnEnded: boolean,
  fault: string | null,
): NewEvent[] {
  const written = entries.filter((e) => e.kind !== "tool" && e.kind !== "hosted");
  return [
    ...hostedCallEvents(call.turnId, entries.filter((e) => e.kind === "hosted")),
    ...written.map((e) => entryEvent(call.turnId, e.id, "COMPLETED")),
    stepEvent(call, "COMPLETED", fault === null ? {} : { failure: invalidOutput(fault) }),
    ...(turnEnded ? [turnEvent(call.turnId, "COMPLETED")] : []),
  ];
}
