/** Numbers of a tool's answer: of the data where there is some, else of the text. */
export function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "string") return numbersIn(value);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

/** The numbers in a text, `1,234.5` as one. */
export function numbersIn(text: string): number[] {
  const found = text.match(/(?<![\w.])[-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?/g) ?? [];
  return found.map((number) => Number(number.replaceAll(",", "").replace("−", "-")));
}

const factors: [RegExp, number][] = [
  [/%|percent/i, 100],
  [/\b(tn|trillions?)\b/i, 1e-12],
  [/\b(bn|b|billions?)\b/i, 1e-9],
  [/\b(mn|m|millions?)\b/i, 1e-6],
];

/**
 * Whether `number` rounds to the figure: it differs by at most half of the figure's last decimal. The number of a percentage
 * may be a share, and that of a figure in millions, billions or trillions may be the full amount.
 */
export function isFigure(value: string, unit: string | null, number: number): boolean {
  const off = 0.5 * 10 ** -(value.split(".")[1]?.length ?? 0) + 1e-9;
  const scales = [1, ...factors.flatMap(([words, by]) => words.test(unit ?? "") ? [by] : [])];
  return scales.some((scale) => Math.abs(number * scale - Number(value)) <= off);
}
