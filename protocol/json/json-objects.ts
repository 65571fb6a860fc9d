/** The JSON objects in a text, also in prose, code fences and lists. */
export interface FoundObjects {
  /** Values of the complete objects, in order. */
  whole: object[];
  /** The parser's error for the last object that is not JSON; null if there is none. */
  broken: string | null;
  /** True if the text ends inside an object. */
  cut: boolean;
}

/**
 * Finds the objects in one pass. Only a brace before a name and a colon, or before the closing brace, starts an object:
 * every other bracket is prose (an interval, a set, LaTeX, a template). An object is complete, broken or cut; objects
 * inside it are not reported separately.
 */
export function jsonObjectsIn(text: string): FoundObjects {
  const found: FoundObjects = { whole: [], broken: null, cut: false };
  let from = text.indexOf("{");
  while (from >= 0) {
    const begins = beginsObject(text, from);
    const to = begins === "no" ? from + 1 : begins === "yes" ? endOf(text, from) : null;
    if (to === null) return { ...found, cut: true };
    if (begins === "yes") keep(found, text.slice(from, to));
    from = text.indexOf("{", to);
  }
  return found;
}

/** Whether the brace at `from` starts an object; `cut` if the text ends before that is known. */
function beginsObject(text: string, from: number): "yes" | "no" | "cut" {
  const name = afterSpace(text, from + 1);
  if (name === text.length) return "cut";
  if (text[name] === "}") return "yes";
  if (text[name] !== '"') return "no";
  const colon = afterSpace(text, afterString(text, name));
  if (colon >= text.length) return "cut";
  return text[colon] === ":" ? "yes" : "no";
}

function afterSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && " \t\r\n".includes(text.charAt(i))) i++;
  return i;
}

/** The index after the string that starts at `from`; the text's length or more if the string does not end. */
function afterString(text: string, from: number): number {
  let i = from + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
  return i + 1;
}

/** The index after the closing bracket of the value that starts at `from`; null if there is none. */
function endOf(text: string, from: number): number | null {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '"') i = afterString(text, i) - 1;
    else if (c === "{" || c === "[") depth++;
    else if ((c === "}" || c === "]") && --depth === 0) return i + 1;
  }
  return null;
}

function keep(found: FoundObjects, text: string) {
  try {
    found.whole.push(JSON.parse(text));
  } catch (error) {
    found.broken = error instanceof Error ? error.message : String(error);
  }
}
