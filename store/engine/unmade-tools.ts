import type { NewFact } from "../../protocol/event.ts";
import { exceeded } from "../budget/reserve-call.ts";
import type { Tx } from "../connect.ts";
import { entryFact } from "../facts.ts";
import type { HeldCall } from "./held-call.ts";
import type { WrittenEntry } from "./model-outcome.ts";
import { endToolCall, type ToolOutcome } from "./tool-call.ts";

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

/** Voids the tool calls that the provider forgot when another agent took over. Answers the facts to append. */
export async function dropTools(
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

/** Answers in the tools' place calls that are beyond a limit. Answers the facts to append. */
export async function refuseTools(
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
