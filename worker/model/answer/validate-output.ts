import { textOf } from "../../../protocol/conversation/content.ts";
import { jsonFault } from "../../../protocol/json/json-fault.ts";
import { outputsIn, type ReadOutput } from "../../../protocol/json/read-output.ts";
import type { ClaimedModelCall } from "../../../store/call/claim-model-call.ts";
import type { CheckOutcome, SchemaChecks } from "../../../validation/schema-checks.ts";
import type { Transcript } from "./transcript.ts";

/** Checks by JSON Schema, outside of the event loop. */
export type OutputChecks = Pick<SchemaChecks, "check">;

/** Too many checks wait: the attempt ends, and the next one finds the answer in the provider's history. */
export class ChecksBusyError extends Error {
  override name = "ChecksBusyError";
}

/**
 * What an answer is as data by the schema of the version that spoke last; null without one, or before tools. Throws
 * ChecksBusyError.
 */
export async function outputOf(
  checks: OutputChecks,
  { version, handoffs }: Pick<ClaimedModelCall, "version" | "handoffs">,
  transcript: Pick<Transcript, "entries" | "speaker" | "usage">,
): Promise<ReadOutput | null> {
  const { spec } = [version, ...handoffs].find((v) => v.id === transcript.speaker) ?? version;
  if (spec.outputSchema == null) return null;
  const entries = transcript.entries();
  if (entries.some((e) => e.kind === "tool" && !e.dropped)) return null;
  const own = entries.slice(entries.findLastIndex((e) => e.kind === "handoff") + 1);
  const text = own.map((e) => e.kind === "message" ? textOf(e.content) : "").join("\n");
  const read = await validateOutput(checks, spec.outputSchema, text);
  const full = (transcript.usage?.outputTokens ?? 0) >= (spec.settings.maxTokens ?? Infinity);
  return full && "fault" in read ? { fault: `${read.fault} ${tooLong}` } : read;
}

const tooLong = "It reached the limit of tokens: write less.";

/**
 * Reads an answer and checks it. Of several objects the last that fits counts; where none does, the fault of the last
 * one, in words for the model.
 */
export async function validateOutput(
  checks: OutputChecks,
  schema: unknown,
  text: string,
): Promise<ReadOutput> {
  const found = outputsIn(text);
  if ("fault" in found) return found;
  const unkept = found.values.map(jsonFault);
  const candidates = found.values.filter((_, i) => unkept[i] === null);
  const outcome: CheckOutcome = candidates.length > 0
    ? await checks.check(schema, candidates)
    : { faults: [] };
  if ("unusable" in outcome) return { fault: "The output schema cannot be used." };
  if ("unfinished" in outcome) return unfinished(outcome.unfinished);
  const good = outcome.faults.indexOf(null);
  if (good >= 0) return { value: candidates[good] };
  const misfit = `It does not fit the schema: ${outcome.faults[0]}.`;
  return { fault: unkept[0] ?? misfit };
}

function unfinished(part: "schema" | "values" | "queue"): ReadOutput {
  if (part === "queue") throw new ChecksBusyError("too many schema checks wait");
  return { fault: "Checking it by the schema did not end in time. Write shorter, simpler values." };
}
