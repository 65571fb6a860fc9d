import type { NewEvent } from "../../protocol/log/event.ts";
import { json, sanitizedText, type Tx } from "../database/sql.ts";
import { entryEvent, stepEvent } from "../log/events.ts";

/** A call of a tool that the provider ran inside its answer, with its outcome. */
export interface HostedCall {
  kind: "hosted";
  id: string;
  arguments: unknown;
  result: string;
  output: unknown;
}

/** Records the outcome of a hosted tool call. */
export async function completeHosted(tx: Tx, call: HostedCall): Promise<void> {
  await tx`update calls set status = 'COMPLETED', ended_at = now(), arguments = ${
    json(tx, call.arguments)
  }, result = ${sanitizedText(call.result)}, output = ${
    json(tx, call.output)
  } where id = ${call.id}`;
  await tx`update entries set status = 'COMPLETED' where id = ${call.id}`;
}

/** The events that these calls are completed. */
export function hostedCallEvents(turnId: string, calls: readonly HostedCall[]): NewEvent[] {
  return calls.flatMap(({ id }) => [
    stepEvent({ id, turnId, attempt: 1 }, "COMPLETED"),
    entryEvent(turnId, id, "COMPLETED"),
  ]);
}
