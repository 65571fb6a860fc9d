/** How a language writes numbers. */
export interface NumberStyle {
  decimal: "." | ",";
  /** True if it groups digits by spaces. */
  groupsBySpace: boolean;
}

/** The number style of a language, a BCP 47 tag; that of English if the runtime does not know it. */
export function numberStyle(language: string): NumberStyle {
  const parts = format(language).formatToParts(1234567.5);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return {
    decimal: of("decimal") === "," ? "," : ".",
    groupsBySpace: /[\s\u00a0\u202f]/.test(of("group")),
  };
}

function format(language: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(language, { numberingSystem: "latn" });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Intl.NumberFormat("en");
  }
}

/** Digits of a number with its separators. A plain space separates only groups of three digits. */
export const digitsPattern = "\\d+(?:[.,'’\\u00a0\\u202f\\u2009]\\d+)*";
/** The same for languages that group digits by spaces. */
export const spacedDigitsPattern =
  `${digitsPattern}(?:[ \\u00a0\\u202f\\u2009]\\d{3}(?!\\d)(?:,\\d+)?)*`;

/** The decimal number that is written so, such as `1.234,5` in German as `1234.5`; null if it is none. */
export function plainNumber(written: string, { decimal }: NumberStyle): string | null {
  const groups = written.split(/\D/);
  const marks = [...written.replace(/\d/g, "")].map((mark) => ".,".includes(mark) ? mark : "'");
  const [last = "", before] = [marks.at(-1), marks.slice(0, -1)];
  if (last === "") return written;
  const asDecimal = `${groups.slice(0, -1).join("")}.${groups.at(-1)}`;
  if (before.length === 0) {
    // The other mark groups digits where it can; otherwise it can only be the decimal mark.
    if (last === decimal || (last !== "'" && !isGrouped(groups))) return asDecimal;
    return isGrouped(groups) ? groups.join("") : null;
  }
  if (new Set(before).size > 1) return null;
  if (before[0] === last) return isGrouped(groups) ? groups.join("") : null;
  return last !== "'" && isGrouped(groups.slice(0, -1)) ? asDecimal : null;
}

/** True for groups of three digits after the first; India writes pairs before the last three. */
function isGrouped(groups: readonly string[]): boolean {
  const [first = "", ...rest] = groups;
  const last = rest.at(-1) ?? "";
  return first.length > 0 && first.length <= 3 && last.length === 3 &&
    (rest.every((g) => g.length === 3) || rest.slice(0, -1).every((g) => g.length === 2));
}
