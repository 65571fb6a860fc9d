/** A tool call with its result: the text that the model received, and the same as data if the tool returned any. */
export interface ToolNumbers {
  id: string;
  name: string;
  arguments: unknown;
  result: string | null;
  output: unknown;
}

/** A figure, as far as it matters for its source. */
export interface Figure {
  name: string;
  value: string;
  unit: string | null;
}

/**
 * Finds the id of the tool call from which a figure comes: the newest whose result contains the value; of several, one
 * whose arguments contain a symbol that the figure's name mentions. Null if there is none: the model stated the figure.
 */
export function metricSources(tools: readonly ToolNumbers[]): (figure: Figure) => string | null {
  const newest = tools.toReversed().map(({ id, ...tool }) => ({
    id,
    given: JSON.stringify(tool.arguments ?? null).toLowerCase(),
    numbers: memoized(() =>
      tool.output === null ? numbersIn(tool.result ?? "") : numbersOf(tool.output)
    ),
  }));
  return ({ name, value, unit }) => {
    const containing = newest.filter((t) => containsValue(t.numbers(), value, scalesOf(unit)));
    const words = name.toLowerCase().split(/[^\p{L}\p{N}.-]+/u).filter(Boolean);
    const mentioning = containing.find(({ given }) => words.some((w) => given.includes(`"${w}"`)));
    return (mentioning ?? containing[0])?.id ?? null;
  };
}

/** Results are large and read only for an answer with figures, then once for all of them. */
function memoized<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Factors between a figure in this unit and the number in a tool's result. */
function scalesOf(unit: string | null): number[] {
  if (unit?.includes("%") || /percent/i.test(unit ?? "")) return [1, 100];
  if (/\b(bn|billions?)\b/i.test(unit ?? "")) return [1, 1e-9];
  return /\b(mn|m|millions?)\b/i.test(unit ?? "") ? [1, 1e-6] : [1];
}

/** True if one of the numbers, rounded like the figure, equals the figure. */
function containsValue(
  numbers: readonly number[],
  value: string,
  scales: readonly number[],
): boolean {
  const off = 0.5 * 10 ** -decimals(value) + 1e-9;
  const wanted = Number(value);
  return numbers.some((n) => scales.some((scale) => Math.abs(n * scale - wanted) <= off));
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
