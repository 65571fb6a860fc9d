import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
import { textOf } from "../../protocol/content.ts";
import { type ReadOutput, readOutput } from "../../protocol/read-output.ts";
import type { ClaimedModelCall } from "../../store/engine/claim-model-call.ts";
import type { Transcript } from "./transcript.ts";

/** What an answer is as data by the schema of the version that spoke last; null without one, or before tools. */
export function outputOf(
  { version, handoffs }: Pick<ClaimedModelCall, "version" | "handoffs">,
  transcript: Pick<Transcript, "entries" | "speaker" | "usage">,
): ReadOutput | null {
  const { spec } = [version, ...handoffs].find((v) => v.id === transcript.speaker) ?? version;
  if (spec.outputSchema == null) return null;
  const entries = transcript.entries();
  if (entries.some((e) => e.kind === "tool" && !e.dropped)) return null;
  const own = entries.slice(entries.findLastIndex((e) => e.kind === "handoff") + 1);
  const text = own.map((e) => e.kind === "message" ? textOf(e.content) : "").join("\n");
  const read = judgeOutput(spec.outputSchema, text);
  const full = (transcript.usage?.outputTokens ?? 0) >= (spec.settings.maxTokens ?? Infinity);
  return full && "fault" in read ? { fault: `${read.fault} ${tooLong}` } : read;
}

const tooLong = "It reached the limit of tokens: write less.";

/** Reads an answer and checks it by its schema. Most faults come at once, in words for the model. */
export function judgeOutput(schema: unknown, text: string): ReadOutput {
  try {
    const validate = new AjvJsonSchemaValidator().getValidator(schema as never);
    return readOutput(text, (value) => {
      const { valid, errorMessage } = validate(value);
      return valid ? null : `It does not fit the schema: ${errorMessage ?? "unknown"}.`;
    });
  } catch {
    return { fault: "The output schema cannot be read." };
  }
}
