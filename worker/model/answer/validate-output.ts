import { textOf } from "../../../protocol/conversation/content.ts";
import { jsonFault } from "../../../protocol/json/json-fault.ts";
import { outputsIn, type ReadOutput } from "../../../protocol/json/read-output.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import type { CheckOutcome, Checks } from "../../../validation/schema-checks.ts";
import type { Transcript } from "./transcript.ts";

/** Thrown when too many checks wait. The attempt ends, and the next one finds the answer in the provider's history. */
export class ChecksBusyError extends Error {
  override name = "ChecksBusyError";
}

/**
 * The output in an answer, validated by the schema of the version that wrote last. Null when it has none, or when tool
 * calls follow. Throws ChecksBusyError.
 */
export async function outputOf(
  checks: Checks,
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
 * Finds an object in an answer that matches the schema: the last of several. Where none does, the result is the fault
 * of the last one, worded for the model.
 */
export async function validateOutput(
  checks: Checks,
  schema: unknown,
  text: string,
): Promise<ReadOutput> {
  const found = outputsIn(text);
  if ("fault" in found) return found;
  const inexact = found.values.map(jsonFault);
  const candidates = found.values.filter((_, i) => inexact[i] === null);
  const outcome: CheckOutcome = candidates.length > 0
    ? await checks.check(schema, candidates)
    : { faults: [] };
  if ("unusable" in outcome) return { fault: "The output schema is unusable." };
  if ("unfinished" in outcome) return unfinished(outcome.unfinished);
  const good = outcome.faults.indexOf(null);
  if (good >= 0) return { value: candidates[good] };
  const misfit = `It does not fit the schema: ${outcome.faults[0]}.`;
  return { fault: inexact[0] ?? misfit };
}

function unfinished(part: "schema" | "values" | "queue"): ReadOutput {
  if (part === "queue") throw new ChecksBusyError("too many schema checks are waiting");
  return {
    fault: "The validation by the schema did not end in time. Write shorter, simpler values.",
  };
}
