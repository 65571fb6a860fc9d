import type { Advance } from "../../protocol/conversation/conversation-workflow.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import {
  type AdmittedTools,
  admitTools,
  denied,
  requestApprovals,
  type RequestedTool,
} from "../approval/admit-tools.ts";
import { budgetExceeded } from "../budget/budget-exceeded.ts";
import { charged } from "../budget/charge.ts";
import { releaseSteeredMessages } from "../conversation/steer.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { recordFiles } from "../file/files.ts";
import { entryEvent, stepEvent, turnEvent } from "../log/events.ts";
import { failTurn } from "../turn/fail-turn.ts";
import { type ClaimedCall, FencedError, runWhileClaimed } from "./claimed-call.ts";
import type { ClaimedToolCall } from "./claim-tool-call.ts";
import { endUnmadeCalls } from "./commit-tool-call.ts";
import { discardEntries } from "./discard-entries.ts";
import { completeHosted, hostedCallEvents } from "./hosted-call.ts";
import { faultOf, invalidOutput, refuseOutput } from "./invalid-output.ts";
import type { ModelOutcome } from "./model-outcome.ts";
import { budgetUsedUp, tooManyTools } from "./refuse-tools.ts";
import { type Saved, saveModelOutcome } from "./save-outcome.ts";

/** What comes after a model call. `run`: its tool calls are claimed, and this process makes them at once. */
export type AfterModelCall = Advance | { next: "run"; calls: ClaimedToolCall[] };

/** The outcome with what is decided about it before anything is written. */
interface DecidedOutcome {
  outcome: ModelOutcome;
  /** Fault of the output; null: it has none. */
  fault: string | null;
  endsTurn: boolean;
  /** Tool calls beyond the limit. */
  refused: string[];
  /** Tool calls that the provider dropped. */
  dropped: string[];
  admitted: AdmittedTools;
  /** True: all tool calls of the answer may be made, and are idempotent and quick. */
  isQuick: boolean;
  /** Tool calls that are claimed with the outcome: the quick ones. */
  claims: RequestedTool[];
}

/**
 * Commits the outcome of a model call: completes its entries, deletes their drafts and settles the checkpoint. Without
 * tool calls the turn ends in the same transaction; tool calls beyond the limit are answered in it. Returns what comes
 * next. Throws FencedError.
 *
 * The usual outcome is one statement. What needs more is a transaction around the same statement.
 */
export async function commitModelCall(
  sql: Sql,
  call: ClaimedCall,
  outcome: ModelOutcome,
): Promise<AfterModelCall> {
  const decided = await decide(sql, outcome);
  const saved = needsMore(decided) ? "steered" : await save(sql, call, decided, true);
  if (saved === "lost") throw new FencedError(call.id);
  if (saved !== "steered") return nextAfter(call, decided, saved);
  const { advance } = await runWhileClaimed(sql, call, (tx) => commit(tx, call, decided));
  return advance;
}

async function decide(sql: Sql, outcome: ModelOutcome): Promise<DecidedOutcome> {
  const { entries, toolCallsLeft, cutByBudget } = outcome;
  const calls = entries.filter((e) => e.kind === "tool");
  const tools = calls.filter((e) => e.dropped !== true);
  const allowed = tools.slice(0, toolCallsLeft);
  const fault = tools.length === 0 ? faultOf(outcome.output ?? null) : null;
  const admitted = await admitTools(sql, cutByBudget ? [] : allowed);
  const isQuick = admitted.ready.length === tools.length &&
    admitted.ready.every((tool) => tool.agentTool?.tool.idempotent && outcome.isQuick?.(tool));
  return {
    ...{ outcome, fault, admitted, isQuick },
    endsTurn: tools.length === 0 && fault === null,
    refused: tools.slice(allowed.length).map((e) => e.id),
    dropped: calls.filter((e) => e.dropped === true).map((e) => e.id),
    claims: isQuick && outcome.claimTools ? admitted.ready : [],
  };
}

/** True if more than the usual rows are written. */
function needsMore({ outcome, fault, refused, dropped, admitted }: DecidedOutcome): boolean {
  const { cutByBudget, entries } = outcome;
  return cutByBudget || fault !== null || refused.length + dropped.length > 0 ||
    admitted.asked.length + admitted.denied.length > 0 ||
    entries.some((e) => e.kind === "hosted" || (e.kind === "message" && e.files?.length));
}

function save(
  db: Sql | Tx,
  call: ClaimedCall,
  decided: DecidedOutcome,
  appends: boolean,
): Promise<Saved> {
  const { outcome, endsTurn, claims } = decided;
  const effect = {
    endsTurn,
    claimed: claims.map((t) => t.id),
    leaseMs: outcome.claimTools?.leaseMs ?? 0,
  };
  const events = appends ? eventsOf(call, decided) : null;
  return saveModelOutcome(db, call, outcome, { ...effect, events });
}

/**
 * If all allowed tools may run, they run together; else the workflow advances again to learn how long to wait. They are
 * quick only if all of them are, because a workflow receives no wake-up while quick tools run.
 */
function nextAfter(
  call: ClaimedCall,
  { outcome, endsTurn, admitted: { ready, asked, denied }, isQuick, claims }: DecidedOutcome,
  saved: Saved,
): AfterModelCall {
  if (endsTurn) return { next: saved === "queued" ? "advance" : "rest" };
  if (claims.length > 0 && outcome.claimTools) {
    const { leaseMs: _, ...terms } = outcome.claimTools;
    return { next: "run", calls: claims.map((tool) => ({ ...toolCallOf(call, tool), ...terms })) };
  }
  const allowed = ready.length + asked.length + denied.length;
  if (ready.length === 0 || ready.length < allowed) return { next: "advance" };
  const toolCalls = ready.map(({ id, server, name }) => ({
    id,
    tool: `${server}.${name}`,
    ...(isQuick && { quick: true }),
  }));
  return { next: "tools", toolCalls };
}

/** A tool call as its first claim makes it. */
function toolCallOf(
  { tenant, conversationId, turnId }: ClaimedCall,
  { agentTool, ...tool }: RequestedTool,
) {
  const claim = { tenant, conversationId, turnId, fence: 1, attempt: 1 };
  return { ...claim, ...tool, tool: agentTool?.tool ?? null, depth: null };
}

interface Committed {
  advance: AfterModelCall;
  events: NewEvent[];
}

async function commit(tx: Tx, call: ClaimedCall, decided: DecidedOutcome): Promise<Committed> {
  const { outcome, fault, endsTurn, refused, dropped, admitted } = decided;
  if (outcome.cutByBudget) return await endCut(tx, call, outcome);
  await saveEntryParts(tx, call, outcome);
  const released = endsTurn ? await releaseSteeredMessages(tx, call.turnId) : [];
  const saved = await save(tx, call, decided, false);
  const events = [
    ...await discardEntries(tx, call.turnId, dropped),
    ...eventsOf(call, decided),
    ...released,
  ];
  if (fault !== null) {
    const repair = await refuseOutput(tx, call, fault);
    return { advance: repair.advance, events: [...events, ...repair.events] };
  }
  const reason = outcome.toolCallsOfBudget ? budgetUsedUp : tooManyTools;
  events.push(...await endUnmadeCalls(tx, call, refused, reason));
  for (const { id, name } of admitted.denied) {
    events.push(...await endUnmadeCalls(tx, call, [id], denied(name)));
  }
  if (admitted.asked.length > 0) events.push(...await requestApprovals(tx, call, admitted.asked));
  return { advance: nextAfter(call, decided, saved), events };
}

/** Records what entries have besides their own row: files, and outcomes of hosted calls. */
async function saveEntryParts(tx: Tx, call: ClaimedCall, { entries }: ModelOutcome) {
  for (const entry of entries) {
    if (entry.kind === "hosted") await completeHosted(tx, entry);
    if (entry.kind === "message") await recordFiles(tx, call, entry.id, entry.files ?? []);
  }
}

/** The answer was cut off by the budget: its text stays, and the turn ends. */
async function endCut(tx: Tx, call: ClaimedCall, { used }: ModelOutcome): Promise<Committed> {
  await tx`update calls set ${charged(tx, used)} where id = ${call.id}`;
  const failure = budgetExceeded("the answer was cut off where the budget ended");
  const events = await failTurn(tx, call.conversationId, call.turnId, failure);
  return { advance: { next: "advance" }, events };
}

function eventsOf(
  call: ClaimedCall,
  { outcome: { entries }, endsTurn, fault, claims }: DecidedOutcome,
): NewEvent[] {
  const { turnId } = call;
  const written = entries.filter((e) => e.kind !== "tool" && e.kind !== "hosted");
  return [
    ...hostedCallEvents(turnId, entries.filter((e) => e.kind === "hosted")),
    ...written.map((e) => entryEvent(turnId, e.id, "COMPLETED")),
    stepEvent(call, "COMPLETED", fault === null ? {} : { failure: invalidOutput(fault) }),
    ...claims.map(({ id }) => stepEvent({ id, turnId, fence: 1, attempt: 1 }, "RUNNING")),
    ...(endsTurn ? [turnEvent(turnId, "COMPLETED")] : []),
  ];
}
