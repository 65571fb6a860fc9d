import type { Content } from "../../protocol/conversation/content.ts";
import { modelToolName } from "../../protocol/agent/tool-name.ts";
import { callLabel } from "../../protocol/conversation/call-label.ts";
import type { Db } from "../database/sql.ts";
import { userMessages } from "../conversation/steer.ts";
import type { OpenTurn } from "../turn/open-turn.ts";
import { hasReplay, replayedHistory, replayedTurn } from "./replayed-history.ts";
import { repairInputs } from "./invalid-output.ts";
import type { ModelInput } from "./model-input.ts";
import { modelCallOf, readDetailedCalls, type RecordedCall } from "./recorded-calls.ts";

export type { ModelInput } from "./model-input.ts";

/** The turn of a model call. */
type InputTurn = Pick<
  OpenTurn,
  "id" | "calls" | "messages" | "isFork" | "hasUncovered" | "checkpointTurn"
>;

/** Inputs of a step. */
export interface StepInputs {
  inputs: ModelInput[];
  /** True: they are more than what the turn was read with, so they were read from the record. */
  replayed: boolean;
}

/**
 * The inputs of a step of a turn; the same in every attempt with the same checkpoint. `replayAll`: there is no checkpoint
 * that this model can continue from, so the inputs contain the whole history.
 */
export async function inputsOf(
  db: Db,
  turn: InputTurn,
  step: number,
  replayAll: boolean,
): Promise<StepInputs> {
  const before = modelCallOf(turn.calls, step - 1);
  if (step === 0 && !hasReplay(turn, replayAll)) {
    return { inputs: userMessages(turn.messages, step), replayed: false };
  }
  const isHandedOver = before !== undefined && before.handedToVersionId !== null;
  if (step > 0 && !isHandedOver && !isReplayed(before, replayAll)) {
    return { inputs: continuation(turn, step), replayed: false };
  }
  const calls = step > 1 ? await readDetailedCalls(db, turn.id) : turn.calls;
  return { inputs: await replayedInputs(db, { ...turn, calls }, step, replayAll), replayed: true };
}

const isReplayed = (before: RecordedCall | undefined, replayAll: boolean) =>
  before !== undefined && (before.details?.malformedArguments === true || replayAll);

/** What follows the model call before this step: the results of its tools, or the request to repair its answer. */
function continuation({ calls, messages }: InputTurn, step: number): ModelInput[] {
  return [
    ...resultsOf(calls, step - 1),
    ...repairInputs(modelCallOf(calls, step - 1)),
    ...userMessages(messages, step),
  ];
}

async function replayedInputs(
  db: Db,
  turn: InputTurn,
  step: number,
  replayAll: boolean,
): Promise<ModelInput[]> {
  const messages = userMessages(turn.messages, step);
  if (step === 0) return [...await replayedHistory(db, turn.id, replayAll), ...messages];
  const before = modelCallOf(turn.calls, step - 1);
  if (before && before.handedToVersionId !== null) {
    const history = await replayedHistory(db, turn.id, true);
    return [...history, ...await replayedTurn(db, turn.id, step), ...messages];
  }
  const results = continuation(turn, step);
  if (!before || !isReplayed(before, replayAll)) return results;
  const earlier = await replayedInputs(db, turn, step - 1, replayAll);
  return [...earlier, ...await answerOf(db, turn.id, before.id), ...results];
}

function resultsOf(calls: readonly RecordedCall[], step: number): ModelInput[] {
  return calls
    .filter((c) => c.kind === "tool" && c.status !== "DISCARDED")
    .map((call, i) => ({ ...call, label: callLabel(i + 1) }))
    .filter((c) => c.step === step)
    .map(({ details, label }) => ({
      type: "tool_result",
      remoteToolCallId: details?.remoteToolCallId ?? "",
      label,
      name: modelToolName(details?.server ?? "", details?.name ?? ""),
      result: details?.result ?? "",
    }));
}

async function answerOf(db: Db, turnId: string, callId: string): Promise<ModelInput[]> {
  const rows = await db<(ToolRow & { kind: string; content: Content[] })[]>`
    select e.kind, e.content, c.remote_tool_call_id, c.server, c.name, c.arguments
    from entries e left join calls c on c.id = e.id
    where e.turn_id = ${turnId} and e.call_id = ${callId} and e.kind in ('message', 'tool') and e.status <> 'DISCARDED'
      and c.kind is distinct from 'hosted' order by e.position`;
  return rows.map(({ kind, content, remoteToolCallId, server, name, arguments: args }) =>
    kind === "message"
      ? { type: "answer", content }
      : { type: "tool_call", remoteToolCallId, name: modelToolName(server, name), arguments: args }
  );
}

interface ToolRow {
  remoteToolCallId: string;
  server: string;
  name: string;
  arguments: unknown;
}
