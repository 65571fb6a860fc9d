import type { Advance } from "../../protocol/conversation/conversation-workflow.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import type { ReadOutput } from "../../protocol/json/read-output.ts";
import type { Failure } from "../../protocol/status.ts";
import { json, type Tx } from "../database/sql.ts";
import { failTurn } from "../turn/fail-turn.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import type { ModelInput } from "./model-input.ts";

/** Longest words of a fault, UTF-16 units. */
const longestFault = 500;

/** How a model call whose answer is no output is shown, and the turn that it fails. */
export const invalidOutput = (fault: string): Failure => ({
  code: "INVALID_OUTPUT",
  message: `The answer is not what the agent's output schema asks for. ${fault}`,
});

/** The fault of an output, short enough to be shown and told; null where there is none. */
export function faultOf(output: ReadOutput | null): string | null {
  return output && "fault" in output ? output.fault.slice(0, longestFault) : null;
}

/**
 * An answer is no output: what was said stays, and one further model call of the turn is asked to repair it. Where
 * that was done before in the turn, the turn fails.
 */
export async function refuseOutput(
  tx: Tx,
  call: ClaimedCall,
  fault: string,
): Promise<{ advance: Advance; events: NewEvent[] }> {
  const failure = invalidOutput(fault);
  const [before] = await tx`select id from calls
    where turn_id = ${call.turnId} and output_error is not null and id <> ${call.id} limit 1`;
  await tx`update calls set output_error = ${fault}, failure = ${json(tx, failure)}
    where id = ${call.id}`;
  const events = before ? await failTurn(tx, call.conversationId, call.turnId, failure) : [];
  return { advance: { next: "advance" }, events };
}

/** What the model is told when its answer is to be repaired: said by us, and no entry of the conversation. */
export async function repairInputs(tx: Tx, turnId: string, step: number): Promise<ModelInput[]> {
  const [before] = await tx<{ outputError: string }[]>`
    select output_error from calls where turn_id = ${turnId} and kind = 'model'
    and step = ${step - 1} and output_error is not null`;
  if (!before) return [];
  const text = `Your last answer cannot be used: ${before.outputError} ` +
    "Answer again with one whole JSON object that fits the schema, and nothing else.";
  return [{ type: "message", content: [{ type: "text", text }] }];
}
