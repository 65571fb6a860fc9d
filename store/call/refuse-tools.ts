import type { NewEvent } from "../../protocol/log/event.ts";
import { exceeded } from "../budget/reserve-call.ts";
import type { Tx } from "../database/sql.ts";
import { entryEvent } from "../log/events.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import type { WrittenEntry } from "./model-outcome.ts";
import { endToolCall, type ToolOutcome } from "./tool-call.ts";

const budgetUsedUp: ToolOutcome = {
  result: "This call was not made: no tool calls are left. Answer with what you have.",
  output: null,
  failure: exceeded("tool calls"),
};

const tooMany: ToolOutcome = {
  result: "This call was not made: too many tools were called. Answer with what you have.",
  output: null,
  failure: { code: "TOOL_ERROR", message: "Not made: too many tools were called." },
};

/** Voids the tool calls that the provider forgot when another agent took over. Answers the events to append. */
export async function dropTools(
  tx: Tx,
  { turnId }: ClaimedCall,
  entries: readonly WrittenEntry[],
): Promise<NewEvent[]> {
  const ids = entries.filter((e) => e.kind === "tool" && e.dropped).map((e) => e.id);
  if (ids.length === 0) return [];
  await tx`update entries set status = 'DISCARDED' where id = any(${ids})`;
  await tx`update calls set status = 'DISCARDED', ended_at = now() where id = any(${ids})`;
  return ids.map((id) => entryEvent(turnId, id, "DISCARDED"));
}

/** Answers in the tools' place calls that are beyond a limit. Answers the events to append. */
export async function refuseTools(
  tx: Tx,
  call: ClaimedCall,
  ids: string[],
  ofBudget: boolean,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const id of ids) {
    events.push(
      ...await endToolCall(
        tx,
        { ...call, id, fence: 0, attempt: 0 },
        ofBudget ? budgetUsedUp : tooMany,
      ),
    );
  }
  return events;
}
