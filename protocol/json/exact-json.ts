/** What `JSON.parse` gives a reviver besides key and value: the text of a number, where the engine knows it. */
type Reviver = (
  this: unknown,
  key: string,
  value: unknown,
  context?: { source?: string },
) => unknown;

/** A number with many digits, a fraction or an exponent, wherever JSON has one; a text that begins with it is none. */
const mayBeInexact = /(?:^|[:[,\s-])\d+(?:[eE.]|(?<=\d{16}))/;

/**
 * Parses JSON; `onInexact` gives the value of each number that a double does not hold exactly, from its text. JSON
 * that is nested too deeply for this is parsed without it. Throws SyntaxError.
 */
export function parseExact(text: string, onInexact: (source: string) => unknown): unknown {
  if (!mayBeInexact.test(text)) return JSON.parse(text);
  const revive: Reviver = (_, value, context) => {
    const source = context?.source;
    if (typeof value !== "number" || source === undefined || isExact(source)) return value;
    return onInexact(source);
  };
  try {
    return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.parse(text);
  }
}

/** True for the text of a JSON object. */
export function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The first number of a JSON text that a double does not hold exactly; null: there is none, or it is no JSON. */
export function inexactNumber(text: string): string | null {
  let found: string | null = null;
  try {
    parseExact(text, (source) => void (found ??= source));
  } catch {
    return null;
  }
  return found;
}

/** True when the number that `source` writes comes back as the same number after `JSON.parse`. */
export function isExact(source: string): boolean {
  const number = Number(source);
  return Number.isFinite(number) && normal(source) === normal(String(number));
}

/** Digits and exponent of a decimal number, the same for every way of writing it. */
function normal(source: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return "0";
  return `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}
