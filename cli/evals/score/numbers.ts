/** Numbers of a tool's answer: of the data where there is some, else of the text. */
export function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "string") return numbersIn(value);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

/** Numbers that stand in a text, `1,234.5` as one. */
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
 * True when `told` is the figure, rounded as the figure is: half of its last decimal off at most. A percentage may be told
 * as a share, and a figure in millions, billions or trillions in full.
 */
export function isFigure(value: string, unit: string | null, told: number): boolean {
  const off = 0.5 * 10 ** -(value.split(".")[1]?.length ?? 0) + 1e-9;
  const scales = [1, ...factors.flatMap(([words, by]) => words.test(unit ?? "") ? [by] : [])];
  return scales.some((scale) => Math.abs(told * scale - Number(value)) <= off);
}
