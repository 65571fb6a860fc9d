const scales: Readonly<Record<string, number>> = {
  thousand: 3,
  k: 3,
  million: 6,
  millions: 6,
  mn: 6,
  m: 6,
  billion: 9,
  billions: 9,
  bn: 9,
  b: 9,
  trillion: 12,
  trillions: 12,
  tn: 12,
};

/** A value and its unit without a scale: 149.2 in `billion USD` or `USD bn` is 149200000000 in `USD`. */
export function scaledValue(
  value: string,
  unit: string | null,
): { value: string; unit: string | null } {
  const words = unit?.trim().split(/\s+/) ?? [];
  const at = words.findIndex((word) => Object.hasOwn(scales, word.toLowerCase()));
  const power = scales[words[at]?.toLowerCase() ?? ""];
  // A lone letter is a scale only next to a currency.
  if (power === undefined || words.length > 2 || (words.length === 1 && words[0]!.length < 3)) {
    return { value, unit };
  }
  return { value: shifted(value, power), unit: words.toSpliced(at, 1)[0] ?? null };
}

/** The decimal number times a power of ten, exactly. */
function shifted(value: string, power: number): string {
  const [whole = "0", fraction = ""] = value.replace(/^-/, "").split(".");
  const digits = `${whole}${fraction.slice(0, power).padEnd(power, "0")}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(power);
  return `${value.startsWith("-") ? "-" : ""}${digits}${rest && `.${rest}`}`;
}
