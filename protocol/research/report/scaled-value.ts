import { scaleOf } from "../evidence/unit.ts";

/** A value and its unit without a scale: 149.2 in `billion USD` or `Mrd. USD` is 149200000000 in `USD`. */
export function scaledValue(
  value: string,
  unit: string | null,
): { value: string; unit: string | null } {
  const words = unit?.trim().split(/\s+/) ?? [];
  const at = words.findIndex((word) => scaleOf(word) > 0);
  const word = words[at];
  // A lone letter is a unit, such as metres.
  if (word === undefined || words.length > 2 || (words.length === 1 && word.length < 2)) {
    return { value, unit };
  }
  return { value: shifted(value, scaleOf(word)), unit: words.toSpliced(at, 1)[0] ?? null };
}

/** The decimal number times a power of ten, exactly. */
function shifted(value: string, power: number): string {
  const [whole = "0", fraction = ""] = value.replace(/^-/, "").split(".");
  const digits = `${whole}${fraction.slice(0, power).padEnd(power, "0")}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(power);
  return `${value.startsWith("-") ? "-" : ""}${digits}${rest && `.${rest}`}`;
}
