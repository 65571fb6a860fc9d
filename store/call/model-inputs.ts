import type { Content } from "../../protocol/conversation/content.ts";
import { modelToolName } from "../../protocol/agent/tool-name.ts";
import { resultForModel } from "./result-for-model.ts";
import type { Tx } from "../database/sql.ts";
import { userMessages } from "../conversation/steer.ts";
import { followsHandOver } from "./follows-hand-over.ts";
import { replayedHistory, replayedTurn } from "./replayed-history.ts";
import { repairInputs } from "./invalid-output.ts";
import type { ModelInput } from "./model-input.ts";

export type { ModelInput } from "./model-input.ts";

/**
 * The inputs of a step of a turn; the same in every attempt with the same checkpoint. `replayAll`: there is no checkpoint
 * that this model can continue from, so the inputs contain the whole history.
 */
export async function inputsOf(
  tx: Tx,
  turnId: string,
  step: number,
  replayAll: boolean,
): Promise<ModelInput[]> {
  if (step === 0) {
    const said = await Promise.all([
      replayedHistory(tx, turnId, replayAll),
      userMessages(tx, turnId, step),
    ]);
    return said.flat();
  }
  const messages = await userMessages(tx, turnId, step);
  if (await followsHandOver(tx, turnId, step)) {
    const before = await replayedHistory(tx, turnId, true);
    return [...before, ...await replayedTurn(tx, turnId, step), ...messages];
  }
  const results = [
    ...await resultsOf(tx, turnId, step - 1),
    ...await repairInputs(tx, turnId, step),
    ...messages,
  ];
  const [before] = await tx<{ id: string; malformedArguments: boolean }[]>`
    select id, malformed_arguments from calls
    where turn_id = ${turnId} and kind = 'model' and step = ${step - 1}`;
  if (!before || !(before.malformedArguments || replayAll)) return results;
  const earlier = await inputsOf(tx, turnId, step - 1, replayAll);
  return [...earlier, ...await answerOf(tx, turnId, before.id), ...results];
}

async function resultsOf(tx: Tx, turnId: string, step: number): Promise<ModelInput[]> {
  const rows = await tx<ToolRow[]>`
    select c.remote_tool_call_id, c.server, c.name, ${resultForModel(tx)} as result from calls c
    where c.turn_id = ${turnId} and c.kind = 'tool' and c.step = ${step} and c.status <> 'DISCARDED'
    order by c.place`;
  return rows.map(({ remoteToolCallId, server, name, result }) => ({
    type: "tool_result",
    remoteToolCallId,
    name: modelToolName(server, name),
    result: result ?? "",
  }));
}

async function answerOf(tx: Tx, turnId: string, callId: string): Promise<ModelInput[]> {
  const rows = await tx<(ToolRow & { kind: string; content: Content[] })[]>`
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
  result: string | null;
}
