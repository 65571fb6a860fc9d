import type { NewEvent } from "../../protocol/log/event.ts";
import { collectEvents } from "../database/committed-events.ts";
import { unscoped } from "../database/in-tenant.ts";
import { json, type Sql } from "../database/sql.ts";
import { entryEvent, stepEvent } from "../log/events.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import type { ToolOutcome } from "./tool-outcome.ts";
import type { RecordedCall } from "./recorded-calls.ts";

/** A claimed tool call with its outcome, which is not written yet. */
export interface EndedToolCall {
  call: ClaimedCall;
  outcome: ToolOutcome;
}

/** Outcomes of tool calls as `end_tool_calls` writes them, with their events. */
export interface EndedToolCalls {
  calls: { id: string; fence: number; status: "COMPLETED" | "FAILED" }[];
  events: NewEvent[];
}

/** Outcomes of tool calls, to be written together. */
export function endedToolCalls(ended: readonly EndedToolCall[]): EndedToolCalls {
  return {
    calls: ended.map(({ call: { id, fence }, outcome: { result, output, failure } }) => ({
      id,
      fence,
      status: statusOf(failure),
      result,
      output: output ?? null,
      failure,
    })),
    events: ended.flatMap(({ call, outcome: { failure } }) => [
      stepEvent(call, statusOf(failure), failure ? { failure } : {}),
      entryEvent(call.turnId, call.id, statusOf(failure)),
    ]),
  };
}

/** The calls of a turn as they will be once these outcomes are written. */
export function withEnded(
  calls: readonly RecordedCall[],
  ended: readonly EndedToolCall[],
): RecordedCall[] {
  const outcomes = new Map(ended.map(({ call, outcome }) => [call.id, outcome]));
  return calls.map((call) => {
    const outcome = outcomes.get(call.id);
    if (!outcome || !call.details) return call;
    const details = { ...call.details, result: outcome.result };
    return { ...call, status: statusOf(outcome.failure), details };
  });
}

/** Writes outcomes of tool calls of one conversation as one statement; false, and nothing is written, if one is fenced. */
export async function writeEnded(
  sql: Sql,
  { tenant, conversationId }: Pick<ClaimedCall, "tenant" | "conversationId">,
  ended: readonly EndedToolCall[],
): Promise<boolean> {
  const { calls, events } = endedToolCalls(ended);
  const [row] = await unscoped(sql)<{ written: boolean }[]>`
    select commit_tool_calls(${tenant}, ${conversationId}, ${json(sql, calls)}, ${
    json(sql, events)
  }) as written`;
  if (row?.written) collectEvents(sql, events);
  return row?.written ?? false;
}

const statusOf = (failure: ToolOutcome["failure"]) => failure ? "FAILED" : "COMPLETED";
