/** A place in a JSON value. */
export interface Place {
  value: unknown;
  /** The objects and lists around it, the outermost first. */
  around: unknown[];
  /** The keys that lead to it. */
  keys: string[];
}

/** Maximum length of a pointer. */
const maxPointer = 500;

/** The place that a JSON pointer (RFC 6901) names; a sentence that says why there is none. */
export function placeAt(root: unknown, pointer: string): Place | string {
  if (pointer.length > maxPointer) return `The pointer has more than ${maxPointer} characters`;
  if (pointer !== "" && !pointer.startsWith("/")) {
    return `"${pointer}" is not a JSON pointer: it must begin with "/"`;
  }
  const keys = pointer.split("/").slice(1).map(unescaped);
  const around: unknown[] = [];
  let value = root;
  for (const key of keys) {
    around.push(value);
    value = childOf(value, key);
    if (value === undefined) return `The result has nothing at ${pointer}`;
  }
  return { value, around, keys };
}

const unescaped = (token: string) => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** The pointer to a key of the place at `pointer`. */
export const pointerTo = (pointer: string, key: string): string =>
  `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** Undefined if there is none. Inherited properties are none. */
function childOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d{0,8})$/.test(key) ? value[Number(key)] : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}
