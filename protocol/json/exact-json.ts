/** A reviver of `JSON.parse` with the context argument: the source text of a number, if the engine supports it. */
type Reviver = (
  this: unknown,
  key: string,
  value: unknown,
  context?: { source?: string },
) => unknown;

/** A number with many digits, a fraction or an exponent, where JSON may have one. */
const mayBeInexact = /(?:^|[:[,\s-])\d+(?:[eE.]|(?<=\d{16}))/;

/**
 * Parses JSON; `onInexact` returns the value of each number that a double cannot represent exactly, from its text. It
 * is not called for JSON that is nested too deeply. Throws SyntaxError.
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

/** The first number that a double cannot represent exactly; null if there is none or the text is not JSON. */
export function inexactNumber(text: string): string | null {
  let found: string | null = null;
  try {
    parseExact(text, (source) => void (found ??= source));
  } catch {
    return null;
  }
  return found;
}

/** True if `JSON.parse` preserves the number that `source` contains. */
export function isExact(source: string): boolean {
  const number = Number(source);
  return Number.isFinite(number) && normal(source) === normal(String(number));
}

/** Digits and exponent of a decimal number, the same for every notation. */
function normal(source: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${sign}${significant}e${
    Number(exponent) - fraction.length + digits.length - significant.length
  }`;
}
