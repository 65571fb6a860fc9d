/** A tool call with its result: the text that the model received, and the same as data if the tool returned any. */
export interface ToolNumbers {
  id: string;
  name: string;
  arguments: unknown;
  result: string | null;
  output: unknown;
}

/**
 * The id of the tool call from which a figure comes: the newest whose result contains the value; of several, one whose
 * arguments contain a symbol that the figure's name mentions. Null if there is none: the model stated the figure.
 */
export function findMetricSource(
  { name, value, unit }: { name: string; value: string; unit: string | null },
  tools: readonly ToolNumbers[],
): string | null {
  const containing = tools.filter((t) => containsValue(t, value, scalesOf(unit))).reverse();
  const words = name.toLowerCase().split(/[^\p{L}\p{N}.-]+/u).filter(Boolean);
  const mentioning = containing.find((t) => {
    const given = JSON.stringify(t.arguments ?? null).toLowerCase();
    return words.some((w) => given.includes(`"${w}"`));
  });
  return (mentioning ?? containing[0])?.id ?? null;
}

/** Factors between a figure in this unit and the number in a tool's result. */
function scalesOf(unit: string | null): number[] {
  if (unit?.includes("%") || /percent/i.test(unit ?? "")) return [1, 100];
  if (/\b(bn|billions?)\b/i.test(unit ?? "")) return [1, 1e-9];
  return /\b(mn|m|millions?)\b/i.test(unit ?? "") ? [1, 1e-6] : [1];
}

/** True if a number of the result, rounded like the figure, equals the figure. */
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
