/** A tool call that gave a result. `result`: what the model read; `output`: the same as data, where the tool tells. */
export interface ToolNumbers {
  id: string;
  name: string;
  arguments: unknown;
  result: string | null;
  output: unknown;
}

/**
 * The tool call that gave a figure: the newest whose result containsValue this value; where several do, one that was asked about
 * a symbol which the figure's name names. Null when none does: then the model said it.
 */
export function findMetricSource(
  { name, value, unit }: { name: string; value: string; unit: string | null },
  tools: readonly ToolNumbers[],
): string | null {
  const giving = tools.filter((t) => containsValue(t, value, scalesOf(unit))).reverse();
  const words = name.toLowerCase().split(/[^\p{L}\p{N}.-]+/u).filter(Boolean);
  const naming = giving.find((t) => {
    const asked = JSON.stringify(t.arguments ?? null).toLowerCase();
    return words.some((w) => asked.includes(`"${w}"`));
  });
  return (naming ?? giving[0])?.id ?? null;
}

/** Factors by which a figure in this unit may differ from the number that a tool numbers. */
function scalesOf(unit: string | null): number[] {
  if (unit?.includes("%") || /percent/i.test(unit ?? "")) return [1, 100];
  if (/\b(bn|billions?)\b/i.test(unit ?? "")) return [1, 1e-9];
  return /\b(mn|m|millions?)\b/i.test(unit ?? "") ? [1, 1e-6] : [1];
}

/** True when a number of the result, rounded as the figure is, is the figure. */
function containsValue(
  { output, result }: ToolNumbers,
  value: string,
  scales: readonly number[],
): boolean {
  const numbers = output === null ? numbersIn(result ?? "") : numbersOf(output);
  const off = 0.5 * 10 ** -decimals(value);
  return numbers.some((n) =>
    scales.some((scale) => Math.abs(n * scale - Number(value)) <= off + 1e-9)
  );
}

const decimals = (value: string) => value.split(".")[1]?.length ?? 0;

function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "string") return numbersIn(value);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

const numbersIn = (text: string) =>
  (text.match(/-?\d+(?:\.\d+)?/g) ?? []).slice(0, 5_000).map(Number);
