/** What stands in an answer that should be JSON: its value, or what is wrong with it, in words for the model. */
export type ReadOutput = { value: unknown } | { fault: string };

/**
 * Reads the one JSON object out of an answer. Texts around it, code fences and earlier objects are passed over: of
 * several whole ones the last counts, but an answer that ends inside an object was cut, whatever stands before it.
 */
export function readOutput(text: string): ReadOutput {
  const { documents, open } = documentsIn(text);
  if (open) return { fault: "The answer broke off inside the JSON object." };
  const parsed = documents.map(parse);
  const last = parsed.findLast((p) => "value" in p && isObject(p.value));
  if (last) return last;
  return parsed.findLast((p) => "fault" in p) ?? { fault: "The answer holds no JSON object." };
}

function parse(text: string): ReadOutput {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: `The JSON is broken: ${error instanceof Error ? error.message : error}` };
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Everything in brackets at the top of a text; `open`: it ends before the last of them does. */
function documentsIn(text: string): { documents: string[]; open: boolean } {
  const documents: string[] = [];
  let from = text.search(/[{[]/);
  while (from >= 0) {
    const to = endOf(text, from);
    if (to < 0) return { documents, open: true };
    documents.push(text.slice(from, to));
    const next = text.slice(to).search(/[{[]/);
    from = next < 0 ? -1 : to + next;
  }
  return { documents, open: false };
}

/** Where what opens at `from` has closed, brackets in texts not counted; -1 when it does not. */
function endOf(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (quoted && c === "\\") i++;
    else if (c === '"') quoted = !quoted;
    else if (!quoted && (c === "{" || c === "[")) depth++;
    else if (!quoted && (c === "}" || c === "]") && --depth === 0) return i + 1;
  }
  return -1;
}
