import type { NewEvent } from "../../protocol/log/event.ts";
import type { Failure } from "../../protocol/status.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { saveToolFiles } from "../file/tool-files.ts";
import { entryEvent, stepEvent } from "../log/events.ts";
import { type ClaimedCall, FencedError, runWhileClaimed } from "./claimed-call.ts";
import { writeEnded } from "./end-tool-calls.ts";
import type { ToolOutcome } from "./tool-outcome.ts";

/** Outcome of a call that may or may not have run. */
export const unknownOutcome: ToolOutcome = {
  result: "The tool was called, but whether it ran is not known. It was not called again.",
  output: null,
  failure: { code: "OUTCOME_UNKNOWN", message: "Whether the tool ran is not known." },
};

/** Records the outcome of a tool call and its files. Throws FencedError. */
export async function commitToolCall(
  sql: Sql,
  call: ClaimedCall,
  outcome: ToolOutcome,
): Promise<void> {
  const { files = [] } = outcome;
  if (files.length === 0) {
    if (await writeEnded(sql, call, [{ call, outcome }])) return;
    throw new FencedError(call.id);
  }
  await runWhileClaimed(sql, call, async (tx) => {
    await saveToolFiles(tx, call, files);
    return { events: await endToolCall(tx, call, outcome) };
  });
}

/** Ends a tool call; returns the events to append. */
export async function endToolCall(
  tx: Tx,
  call: ClaimedCall,
  { result, output, failure }: ToolOutcome,
): Promise<NewEvent[]> {
  const status = failure ? "FAILED" : "COMPLETED";
  await Promise.all([
    tx`update calls set status = ${status}, ended_at = now(), retry_at = null, result = ${result},
      output = ${output == null ? null : json(tx, output)},
      failure = ${failure ? json(tx, failure) : null} where id = ${call.id}`,
    tx`update entries set status = ${status} where id = ${call.id}`,
  ]);
  const step = stepEvent(call, status, failure ? { failure } : {});
  return [step, entryEvent(call.turnId, call.id, status)];
}

/** Ends tool calls of an answer that are not made; returns the events to append. */
export async function endUnmadeCalls(
  tx: Tx,
  call: Omit<ClaimedCall, "id" | "fence" | "attempt">,
  ids: readonly string[],
  outcome: ToolOutcome,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const id of ids) {
    events.push(...await endToolCall(tx, { ...call, id, fence: 0, attempt: 0 }, outcome));
  }
  return events;
}

/** Records a failed attempt; the next one follows at `retryAt`. Throws FencedError. */
export async function retryToolCall(
  sql: Sql,
  call: ClaimedCall,
  { failure, retryAt }: { failure: Failure; retryAt: Date },
): Promise<void> {
  await runWhileClaimed(sql, call, async (tx) => {
    await tx`update calls set status = 'WAITING', retry_at = ${retryAt}, maybe_sent = false,
      failure = ${json(tx, failure)} where id = ${call.id}`;
    return { events: [stepEvent(call, "WAITING", { failure, retryAt: retryAt.toISOString() })] };
  });
}

/** Reports the progress of a tool call in the tool's words. `n` numbers the notes of this attempt. Throws FencedError. */
export async function noteToolCall(
  sql: Sql,
  call: ClaimedCall,
  { n, note }: { n: number; note: string },
): Promise<void> {
  const event = stepEvent(call, "RUNNING", { note });
  const events = [{ ...event, id: `${event.id}/${n}` }];
  await runWhileClaimed(sql, call, () => Promise.resolve({ events }));
}
