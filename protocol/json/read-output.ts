import { jsonObjectsIn } from "./json-objects.ts";

/** What is in an answer that should be JSON: its value, or what is wrong with it, in words for the model. */
export type ReadOutput = { value: unknown } | { fault: string };

/** Of so many objects of an answer, the last ones, one may be the output. */
const mostCandidates = 5;

/**
 * The objects of an answer that may be its output, the last one first; or why there is none. Text around them, code
 * fences and lists are passed over. The caller takes the first that fits its schema.
 */
export function outputsIn(text: string): { values: unknown[] } | { fault: string } {
  const { whole, broken, cut } = jsonObjectsIn(text);
  // It was cut, whatever is before it: the model was about to write another one.
  if (cut) return { fault: "The answer broke off inside the JSON object." };
  const values = whole.slice(-mostCandidates).reverse();
  if (values.length > 0) return { values };
  const why = broken ?? brokenFrom(text);
  return { fault: why ? `The JSON is broken: ${why}` : "The answer holds no JSON object." };
}

/** For the model: what a parser says of an answer that was meant as JSON but does not begin like it. */
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
