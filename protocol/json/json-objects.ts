/** The JSON objects in a text: in prose, in code fences, in lists. */
export interface FoundObjects {
  /** Values of the whole ones, in their order. */
  whole: object[];
  /** What is wrong with the last one that begins as an object and is not JSON; null where there is none. */
  broken: string | null;
  /** True when the text ends inside an object. */
  cut: boolean;
}

/**
 * Finds them in one pass. Only a brace before a name and a colon, or before the closing brace, opens an object: every
 * other bracket is prose (an interval, a set, LaTeX, a template). An object is whole, broken or cut, and objects
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

/** Whether the brace at `from` opens an object; `cut` where the text ends before that can be known. */
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

/** Behind the quote that closes the string at `from`; the text's length or more where none does. */
function afterString(text: string, from: number): number {
  let i = from + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
  return i + 1;
}

/** Where what opens at `from` has closed, brackets in strings not counted; null when it does not. */
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
