import type { Advance } from "../../protocol/conversation-workflow.ts";
import type { Content } from "../../protocol/content.ts";
import type { NewFact } from "../../protocol/event.ts";
import type { ReadOutput } from "../../protocol/read-output.ts";
import type { Failure } from "../../protocol/status.ts";
import { ratesOf } from "../../protocol/prices.ts";
import { json, type Sql, type Tx } from "../connect.ts";
import { exceeded } from "../budget/reserve-call.ts";
import { entryFact, stepFact, turnFact } from "../facts.ts";
import { type Admitted, admitTools } from "../approvals/admit-tools.ts";
import { releaseSteered } from "../steer.ts";
import { dropBase } from "./base.ts";
import { discardOpenEntries } from "./discard.ts";
import { failTurn } from "./fail-turn.ts";
import { type HeldCall, whileHeld } from "./held-call.ts";
import { faultOf, invalidOutput, refuseOutput } from "./settle-output.ts";
import { abandonRemotes } from "./remotes.ts";
import { endToolCall, type ToolOutcome } from "./tool-call.ts";
import { completeHosted, type HostedCall, hostedFacts } from "./hosted-call.ts";
import { type MadeFile, recordFiles } from "../files.ts";

/** An entry that the model begins to write. `place` counts the tool calls of this model call. */
export type OpenedEntry =
  | { kind: "message"; id: string; versionId: string }
  | { kind: "handoff"; id: string; versionId: string }
  | {
    kind: "tool";
    id: string;
    /** The version that asks for it: its tools and policies hold. Left out: the conversation's. */
    versionId?: string;
    place: number;
    /** Null for a tool that the provider runs. */
    remoteToolCallId: string | null;
    server: string;
    name: string;
    step: number;
    /** True: the provider runs it inside its answer, and nobody here does. */
    hosted?: boolean;
  };

/** An entry as the model left it. */
export type WrittenEntry =
  | { kind: "message"; id: string; content: Content[]; files?: MadeFile[] }
  | HostedCall
  /** Null: to an agent that is none of ours. */
  | { kind: "handoff"; id: string; toVersionId: string | null }
  /** `dropped`: the provider forgot it when another agent took over; it is not made. */
  | { kind: "tool"; id: string; arguments: unknown; dropped?: boolean };

/**
 * The outcome of a model call, kept for ever. `tip`: the provider's id of the last entry. Of its tool calls the first
 * `toolCallsLeft` may be made.
 */
export interface ModelOutcome {
  remoteId: string;
  tip: string;
  entries: WrittenEntry[];
  inputTokens: number;
  outputTokens: number;
  /** True when the provider did not tell the tokens. */
  estimated: boolean;
  toolCallsLeft: number;
  /** True where a budget says so. */
  toolCallsOfBudget: boolean;
  /** True when the answer is as long as a budget allowed: it was cut there. */
  cutByBudget: boolean;
  /** The answer as data; null where there is no output schema, or tools are called first. */
  output?: ReadOutput | null;
}

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
    for (const entry of outcome.entries) await completeEntry(tx, call, entry);
    await tx`delete from drafts where entry_id = any(${outcome.entries.map((e) => e.id)})`;
    await keepOutcome(tx, call, outcome);
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
    const advance = afterAdmission(allowed, admitted);
    return { advance, facts: [...facts, ...refused, ...admitted.facts] };
  });
  return advance;
}

/** What was written stays as cut short, and the turn ends. */
async function endCut(tx: Tx, call: HeldCall, { inputTokens, outputTokens }: ModelOutcome) {
  await tx`update calls set input_tokens = input_tokens + ${inputTokens},
    output_tokens = output_tokens + ${outputTokens} where id = ${call.id}`;
  const failure = exceeded("the answer broke off where the budget ended");
  const facts = await failTurn(tx, call.conversationId, call.turnId, failure);
  return { advance: { next: "advance" } as const, facts };
}

const noneLeft: ToolOutcome = {
  result: "This call was not made: no tool calls are left. Answer with what you have.",
  output: null,
  failure: exceeded("tool calls"),
};

const tooMany: ToolOutcome = {
  result: "This call was not made: too many tools were called. Answer with what you have.",
  output: null,
  failure: { code: "TOOL_ERROR", message: "Not made: too many tools were called." },
};

async function dropTools(
  tx: Tx,
  { turnId }: HeldCall,
  entries: readonly WrittenEntry[],
): Promise<NewFact[]> {
  const ids = entries.filter((e) => e.kind === "tool" && e.dropped).map((e) => e.id);
  if (ids.length === 0) return [];
  await tx`update entries set status = 'DISCARDED' where id = any(${ids})`;
  await tx`update calls set status = 'DISCARDED', ended_at = now() where id = any(${ids})`;
  return ids.map((id) => entryFact(turnId, id, "DISCARDED"));
}

async function refuseTools(
  tx: Tx,
  call: HeldCall,
  ids: string[],
  ofBudget: boolean,
): Promise<NewFact[]> {
  const facts: NewFact[] = [];
  for (const id of ids) {
    facts.push(
      ...await endToolCall(
        tx,
        { ...call, id, fence: 0, attempt: 0 },
        ofBudget ? noneLeft : tooMany,
      ),
    );
  }
  return facts;
}

/** Where all may run they do; else the record is looked at anew, for it knows until when to wait. */
function afterAdmission(allowed: string[], { ready }: Admitted): Advance {
  if (ready.length === 0 || ready.length < allowed.length) return { next: "advance" };
  return { next: "tools", toolCalls: ready.map((id) => ({ id })) };
}

async function completeEntry(tx: Tx, call: HeldCall, entry: WrittenEntry) {
  if (entry.kind === "hosted") return await completeHosted(tx, entry);
  if (entry.kind === "message") {
    await recordFiles(tx, call, entry.id, entry.files ?? []);
    await tx`update entries set status = 'COMPLETED', content = ${json(tx, entry.content)}
      where id = ${entry.id}`;
  } else if (entry.kind === "handoff") {
    await tx`update entries set status = 'COMPLETED', to_version_id = ${entry.toVersionId}
      where id = ${entry.id}`;
  } else {
    await tx`update calls set arguments = ${json(tx, entry.arguments)} where id = ${entry.id}`;
  }
}

async function keepOutcome(tx: Tx, call: HeldCall, outcome: ModelOutcome) {
  const { remoteId, tip, inputTokens, outputTokens, estimated } = outcome;
  const poisoned = isPoisoned(outcome.entries);
  await tx`update calls set status = 'COMPLETED', ended_at = now(), failure = null,
      outcome = ${
    json(tx, { remoteId, tip })
  }, remote_conversation_id = ${remoteId}, poisoned = ${poisoned},
      input_tokens = input_tokens + ${inputTokens}, output_tokens = output_tokens + ${outputTokens},
      estimated = estimated or ${estimated} where id = ${call.id}`;
  if (poisoned) {
    await tx`update conversations set base_dirty = true where id = ${call.conversationId}`;
    return;
  }
  await tx`update conversations set base_remote_id = ${remoteId}, base_tip = ${tip}, base_dirty = false,
      base_model = (select model from calls where id = ${call.id}),
      base_version_id = (select nullif(c.version_id, agent_version_id) from calls c where c.id = ${call.id}),
      base_turn = (select number from turns where id = ${call.turnId}), active_at = now() where id = ${call.conversationId}`;
}

/** True for an answer with broken arguments: the provider takes nothing more where it stands, so the base stays. */
export function isPoisoned(entries: readonly WrittenEntry[]): boolean {
  return entries.some((e) => e.kind === "tool" && typeof e.arguments === "string");
}

async function endTurn(
  tx: Tx,
  call: HeldCall,
  output: ReadOutput | null,
): Promise<{ advance: Advance; facts: NewFact[] }> {
  await tx`update turns set status = 'COMPLETED', ended_at = now() where id = ${call.turnId}`;
  if (output && "value" in output) {
    await tx`update turns set output = ${json(tx, output.value)} where id = ${call.turnId}`;
  }
  const facts = await releaseSteered(tx, call.turnId);
  await abandonRemotes(tx, call.conversationId);
  const [waiting] = await tx`select id from turns
    where conversation_id = ${call.conversationId} and status = 'QUEUED' limit 1`;
  return { advance: { next: waiting ? "advance" : "rest" }, facts };
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

/** How an attempt ended that another follows. */
export interface ModelRetry {
  failure: Failure;
  retryAt: Date;
  /** The provider may have taken the request: look before sending again. */
  consumed: boolean;
  /** Not consumed: whether an earlier request that made a remote conversation is still unnamed. */
  blind: boolean;
  /** False when it only waited, as for a lock: it counts no attempt. */
  counts: boolean;
  /** The provider has no use for the base any more: the next attempt tells all and starts anew. */
  anew?: boolean;
  /** Whom the next attempt asks instead, with attempts of its own. */
  fallback?: string;
}

/** An attempt ended and another follows at `retryAt`: what it wrote is void at once. Throws FencedError. */
export async function retryModelCall(sql: Sql, call: HeldCall, retry: ModelRetry): Promise<void> {
  const { failure, retryAt, consumed, blind, counts, fallback } = retry;
  await whileHeld(sql, call, async (tx) => {
    await tx`update calls set status = 'WAITING', retry_at = ${retryAt}, failure = ${
      json(tx, failure)
    }, suspect = suspect or ${consumed}, estimated = estimated or ${consumed},
      input_tokens = input_tokens + ${consumed ? tx`reserved_input` : 0}, blind = blind and ${
      consumed || blind
    },
      attempts = attempts - ${counts ? 0 : 1} where id = ${call.id}`;
    if (retry.anew) await dropBase(tx, call);
    if (fallback) await switchModel(tx, call.id, fallback);
    const voided = await discardOpenEntries(tx, call);
    const note = fallback && `${fallback} is asked instead.`;
    const more = { failure, retryAt: retryAt.toISOString(), ...(note && { note }) };
    const waiting = stepFact(call, "WAITING", more);
    return { facts: [...voided, waiting] };
  });
}

/** What one model's agent holds is no base for another's: the call is recorded anew. What was used keeps its price. */
async function switchModel(tx: Tx, callId: string, fallback: string) {
  const { input, output } = ratesOf(fallback, new Date()) ?? { input: 0, output: 0 };
  await tx`update calls set model = ${fallback}, earlier_attempts = attempts, input_hash = null,
      suspect = false, blind = false, remote_conversation_id = null,
      earlier_nanos = coalesce(input_tokens * (input_rate - ${input}) + output_tokens * (output_rate - ${output}), 0)
    where id = ${callId}`;
}

/** An attempt failed for good, and with it the turn. Throws FencedError. */
export async function failModelCall(sql: Sql, call: HeldCall, failure: Failure): Promise<void> {
  await whileHeld(sql, call, async (tx) => ({
    facts: await failTurn(tx, call.conversationId, call.turnId, failure),
  }));
}
