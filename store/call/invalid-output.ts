import type { Advance } from "../../protocol/conversation/conversation-workflow.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import type { ReadOutput } from "../../protocol/json/read-output.ts";
import type { Failure } from "../../protocol/status.ts";
import { json, type Tx } from "../database/sql.ts";
import { failTurn } from "../turn/fail-turn.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import type { ModelInput } from "./model-input.ts";
import type { RecordedCall } from "./recorded-calls.ts";

/** Maximum length of a fault, in UTF-16 units. */
const maxFaultLength = 500;

/** The failure of a model call whose answer is not a valid output, and of the turn that it ends. */
export const invalidOutput = (fault: string): Failure => ({
  code: "INVALID_OUTPUT",
  message: `The answer does not match the agent's output schema. ${fault}`,
});

/** The fault of an output, cut to the maximum length; null if there is none. */
export function faultOf(output: ReadOutput | null): string | null {
  return output && "fault" in output ? output.fault.slice(0, maxFaultLength) : null;
}

/**
 * Records an answer that is not a valid output: its text stays, and one more model call of the turn repairs it. If a call
 * of the turn was repaired before, the turn fails.
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

/** The request to repair the answer of the model call before; none if it needs no repair. It is no entry. */
export function repairInputs(before: RecordedCall | undefined): ModelInput[] {
  const fault = before?.details?.outputError;
  if (fault == null) return [];
  const text = `Your last answer cannot be used: ${fault} ` +
    "Answer again with one whole JSON object that fits the schema, and nothing else.";
  return [{ type: "message", content: [{ type: "text", text }] }];
}
