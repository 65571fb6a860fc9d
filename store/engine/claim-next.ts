import type { AgentSpec } from "../../protocol/agent.ts";
import type { Content } from "../../protocol/content.ts";
import type { ConversationInput } from "../../protocol/conversation-workflow.ts";
import type { NewFact } from "../../protocol/event.ts";
import { append, type LockedStream, lockStream } from "../append.ts";
import type { Sql, Tx } from "../connect.ts";
import { stepFact, turnFact } from "../facts.ts";
import { contentHash, derivedId } from "../new-id.ts";
import { claim, type ClaimPolicy } from "./claim.ts";
import { discardOpenEntries } from "./discard.ts";
import { failTurn } from "./fail-turn.ts";
import type { HeldCall } from "./held-call.ts";
import { type NextStep, nextStep, type TurnCall } from "./next-step.ts";

/** What the provider knows of a conversation. Dirty, or null: do not append to it. */
export interface Base {
  remoteId: string;
  tip: string;
  dirty: boolean;
}

/** What we have to tell the model: the user's message, or the results of its tool calls. */
export type ModelInput =
  | { type: "message"; content: Content[] }
  | { type: "tool_result"; remoteToolCallId: string; result: string };

/** A model call that was claimed, with all that it takes to make it. */
export interface ClaimedModelCall extends HeldCall {
  step: number;
  maxAttempts: number;
  version: { id: string; number: number; hash: string; agentName: string; spec: AgentSpec };
  base: Base | null;
  inputs: ModelInput[];
  traceparent: string | null;
}

/** What a conversation needs now. */
export type Next =
  | { next: "rest" }
  | { next: "advance" }
  | { next: "later"; waitMs: number }
  | { next: "tools"; ids: string[] }
  | { next: "model"; call: ClaimedModelCall };

/**
 * Looks at the record and claims what comes next in a conversation: begins the oldest waiting turn if none runs,
 * then its next model call. All from the database, so that a lost workflow, or another one, goes on just as well.
 */
export function claimNext(
  sql: Sql,
  { tenant, conversationId }: ConversationInput,
  options: ClaimPolicy & { provider: string },
): Promise<Next> {
  return sql.begin(async (tx): Promise<Next> => {
    const stream = await lockStream(tx, tenant, conversationId);
    const turn = stream && await openTurn(tx, conversationId);
    if (!stream || !turn) return { next: "rest" };
    if (turn.provider !== options.provider) return await refuseProvider(tx, stream, turn);
    const step = nextStep(await callsOf(tx, turn.id));
    if (step.kind === "tools") return { next: "tools", ids: step.ids };
    return await claimModelCall(tx, stream, { ...turn, tenant }, step, options);
  }) as Promise<Next>;
}

interface OpenTurn {
  id: string;
  status: string;
  provider: string;
  traceparent: string | null;
  versionId: string;
  baseRemoteId: string | null;
  baseTip: string | null;
  baseDirty: boolean;
}

async function openTurn(tx: Tx, conversationId: string): Promise<OpenTurn | undefined> {
  const [turn] = await tx<OpenTurn[]>`
    select t.id, t.status, t.traceparent, c.provider, c.agent_version_id as version_id,
      c.base_remote_id, c.base_tip, c.base_dirty
    from turns t join conversations c on c.id = t.conversation_id
    where t.conversation_id = ${conversationId} and t.status in ('QUEUED', 'RUNNING', 'WAITING')
    order by t.number limit 1`;
  return turn;
}

async function refuseProvider(tx: Tx, stream: LockedStream, turn: OpenTurn): Promise<Next> {
  const message = `The conversation lives at ${turn.provider}, which is not connected now.`;
  const facts = await failTurn(tx, stream.id, turn.id, { code: "REFUSED", message });
  await append(tx, stream.id, facts);
  return { next: "advance" };
}

async function callsOf(tx: Tx, turnId: string): Promise<TurnCall[]> {
  return await tx<TurnCall[]>`
    select id, kind, step, status from calls where turn_id = ${turnId} order by step, place`;
}

async function claimModelCall(
  tx: Tx,
  stream: LockedStream,
  turn: OpenTurn & { tenant: string },
  { step }: Extract<NextStep, { kind: "model" }>,
  options: ClaimPolicy,
): Promise<Next> {
  const id = derivedId("call", stream.id, turn.id, step);
  const inputs = await inputsOf(tx, turn.id, step);
  await recordIntent(tx, stream.id, turn, id, step, inputs);
  const claimed = await claim(tx, stream, id, options);
  if (claimed.claimed === "later") return { next: "later", waitMs: claimed.waitMs };
  if (claimed.claimed === "finished") throw new Error(`call ${id} is finished, its turn is not`);
  if (claimed.claimed === "exhausted") {
    const message = "The model was asked as often as is allowed, without an answer.";
    await append(
      tx,
      stream.id,
      await failTurn(tx, stream.id, turn.id, { code: "UNAVAILABLE", message }),
    );
    return { next: "advance" };
  }
  const { fence, attempt, interrupted } = claimed;
  if (interrupted) await markDirty(tx, stream.id);
  const held: HeldCall = {
    tenant: turn.tenant,
    conversationId: stream.id,
    turnId: turn.id,
    id,
    fence,
    attempt,
  };
  await append(tx, stream.id, [
    ...await beginTurn(tx, turn),
    ...await discardOpenEntries(tx, held),
    stepFact(held, "RUNNING"),
  ]);
  const base = baseOf(turn, interrupted);
  const version = await readVersion(tx, turn.versionId);
  const { traceparent } = turn;
  const { maxAttempts } = options;
  return {
    next: "model",
    call: { ...held, step, maxAttempts, version, base, inputs, traceparent },
  };
}

/** What we have to tell in this step; it is the same in every attempt. */
async function inputsOf(tx: Tx, turnId: string, step: number): Promise<ModelInput[]> {
  if (step === 0) {
    const rows = await tx<{ content: Content[] }[]>`
      select content from entries where turn_id = ${turnId} and role = 'USER' order by position`;
    return rows.map(({ content }) => ({ type: "message", content }));
  }
  const rows = await tx<{ remoteToolCallId: string; result: string | null }[]>`
    select remote_tool_call_id, result from calls
    where turn_id = ${turnId} and kind = 'tool' and step = ${step - 1} and status <> 'DISCARDED'
    order by place`;
  return rows.map(({ remoteToolCallId, result }) => ({
    type: "tool_result",
    remoteToolCallId,
    result: result ?? "",
  }));
}

async function recordIntent(
  tx: Tx,
  conversationId: string,
  turn: OpenTurn & { tenant: string },
  id: string,
  step: number,
  inputs: ModelInput[],
) {
  const hash = contentHash({ version: turn.versionId, inputs });
  await tx`insert into calls (id, tenant, conversation_id, turn_id, kind, step, status, input_hash, version_id)
    values (${id}, ${turn.tenant}, ${conversationId}, ${turn.id}, 'model', ${step}, 'QUEUED', ${hash},
      ${turn.versionId}) on conflict (id) do nothing`;
  const [row] = await tx`select from calls where id = ${id} and input_hash = ${hash}`;
  if (!row) throw new Error(`call ${id} was recorded with another input`);
}

async function beginTurn(tx: Tx, turn: OpenTurn): Promise<NewFact[]> {
  if (turn.status === "QUEUED") {
    await tx`update turns set status = 'RUNNING', started_at = now(),
      base_remote_id = ${turn.baseRemoteId}, base_tip = ${turn.baseTip} where id = ${turn.id}`;
  }
  await tx`update conversations set active_at = now(), rung_at = now()
    where id = (select conversation_id from turns where id = ${turn.id})`;
  return turn.status === "QUEUED" ? [turnFact(turn.id, "RUNNING")] : [];
}

async function markDirty(tx: Tx, conversationId: string) {
  await tx`update conversations set base_dirty = true where id = ${conversationId}`;
}

function baseOf(turn: OpenTurn, interrupted: boolean): Base | null {
  const { baseRemoteId: remoteId, baseTip: tip } = turn;
  return remoteId && tip ? { remoteId, tip, dirty: turn.baseDirty || interrupted } : null;
}

async function readVersion(tx: Tx, id: string): Promise<ClaimedModelCall["version"]> {
  const [row] = await tx<ClaimedModelCall["version"][]>`
    select v.id, v.number, v.hash, v.spec, a.name as agent_name
    from agent_versions v join agents a on a.id = v.agent_id where v.id = ${id}`;
  if (!row) throw new Error(`no version ${id}`);
  return row;
}
