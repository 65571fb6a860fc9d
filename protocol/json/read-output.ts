import { jsonObjectsIn } from "./json-objects.ts";

/** The value of an answer that should be JSON, or the fault in words for the model. */
export type ReadOutput = { value: unknown } | { fault: string };

/** The output is one of the last objects of an answer, of this number. */
const maxCandidates = 5;

/**
 * The objects of an answer that may be its output, the last one first, or the reason why there is none. Text around
 * them, code fences and lists are skipped. The caller takes the first one that matches its schema.
 */
export function outputsIn(text: string): { values: unknown[] } | { fault: string } {
  const { whole, broken, cut } = jsonObjectsIn(text);
  // The answer was cut: earlier objects do not count, since the model was about to write another one.
  if (cut) return { fault: "The answer broke off inside the JSON object." };
  const values = whole.slice(-maxCandidates).reverse();
  if (values.length > 0) return { values };
  const why = broken ?? brokenFrom(text);
  return { fault: why ? `The JSON is broken: ${why}` : "The answer holds no JSON object." };
}

/** The parser's error for an answer that starts like an object but is not JSON. */
function brokenFrom(text: string): string | null {
  const bare = text.trim();
  if (!bare.startsWith("{")) return null;
  try {
    JSON.parse(bare);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
