import { parseJson } from "../model/types.ts";
import { badRequest } from "./errors.ts";
import type { Entry, EntryBody } from "./wire.ts";

type Walk = { open: string[]; asked: number; given: number; strange: string[] };

function walk(entries: readonly EntryBody[], from: Walk): Walk {
  let { open, asked, given } = from;
  const strange = [...from.strange];
  for (const entry of entries) {
    // A hand-off closes the calls before it.
    if (entry.type === "agent.handoff") [open, asked, given] = [[], 0, 0];
    if (entry.type === "function.call") [open, asked] = [[...open, entry.tool_call_id], asked + 1];
    if (entry.type !== "function.result") continue;
    if (!open.includes(entry.tool_call_id)) strange.push(entry.tool_call_id);
    open = open.filter((id) => id !== entry.tool_call_id);
    given++;
  }
  return { open, asked, given, strange };
}

/** The ids of calls without a result. */
export function openCalls(entries: readonly EntryBody[]): string[] {
  return walk(entries, { open: [], asked: 0, given: 0, strange: [] }).open;
}

/**
 * Throws 400 if the inputs do not answer exactly the open calls: 3001 for no result, or a result of an unknown or answered
 * call, 3230 for another number of results. Inputs may contain calls with their results. A stored call with malformed
 * arguments blocks its conversation.
 */
export function checkResults(entries: readonly Entry[], inputs: readonly EntryBody[]): void {
  const isBroken = (e: EntryBody) =>
    e.type === "function.call" && parseJson(e.arguments) === undefined;
  if (entries.some(isBroken) || inputs.some(isBroken)) {
    throw badRequest("Invalid function call arguments: not valid JSON.");
  }
  const before = openCalls(entries);
  const after = walk(inputs, { open: before, asked: before.length, given: 0, strange: [] });
  if (after.open.length > 0 && after.given === 0) {
    throw badRequest(`Missing function results for tool calls: ${after.open.join(", ")}`);
  }
  if (after.asked > 0 && after.given !== after.asked) {
    throw badRequest("Not the same number of function calls and responses", 3230);
  }
  if (after.strange.length > 0) {
    throw badRequest(`Unexpected tool call ids in function results: ${after.strange.join(", ")}`);
  }
}
