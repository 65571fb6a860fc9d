import type { Figure, WrittenReport } from "./brief.ts";
import type { Role } from "./role.ts";
import { reportLies } from "./report-lies.ts";

/** An answer with figures: an analysis or a report. */
export type Figures = { summary: string; metrics: Figure[] };

const directive =
  /\[\[\s*(planner|search|prices|financials|risk|writer|verifier)\s*:\s*lie\s+([a-z]+)\s*\]\]/g;

/** The kinds of lies that a text orders of a role; see the sandbox's README. */
export function liesFor(role: Role, text: string): string[] {
  return [...text.matchAll(directive)].flatMap(([, to, kind = ""]) => to === role ? [kind] : []);
}

/** The answer with these lies. */
export function withLies<T extends Figures | WrittenReport>(
  answer: T,
  kinds: readonly string[],
): T {
  return kinds.reduce<T>((now, kind) => {
    const ofReport = "sections" in now ? reportLies[kind] : undefined;
    if (ofReport) return ofReport(now as WrittenReport) as T;
    const metrics = figureLies[kind]?.(now.metrics);
    return metrics ? { ...now, metrics } : now;
  }, answer);
}

const figureLies: Record<string, (metrics: Figure[]) => Figure[]> = {
  value: (metrics) => first(metrics, isCited, (m) => ({ ...m, value: otherValue(m.value) })),
  unit: (metrics) => first(metrics, (m) => isCited(m) && m.unit !== null, swapUnit),
  symbol: (metrics) =>
    first(metrics, (m) => !!counterpartOf(m, metrics), (m) => asCounterpart(m, metrics)),
  pointer: (metrics) => first(metrics, isCited, (m) => placed(m, { pointer: "/no/such/number" })),
  label: (metrics) => first(metrics, isCited, (m) => placed(m, { call: "c99" })),
  derivation: (metrics) => first(metrics, isCited, miscalculated),
  today: (metrics) => first(metrics, isCited, (m) => ({ ...m, period: "today" })),
  omission: (metrics) => metrics.filter((m) => m.symbol !== metrics.at(-1)?.symbol),
};

/** Changes the first figure that fits. */
function first(
  metrics: readonly Figure[],
  fits: (figure: Figure) => boolean,
  change: (figure: Figure) => Figure,
): Figure[] {
  const at = metrics.findIndex(fits);
  return metrics.map((figure, i) => i === at ? change(figure) : figure);
}

const isCited = ({ source }: Figure) => source !== null;

const otherValue = (value: string) => (Number(value) * 1.1 + 1).toFixed(2);

const swapped: Record<string, string> = { GBp: "GBP", GBP: "GBp", "%": "ratio", ratio: "%" };
const swapUnit = (figure: Figure) => ({ ...figure, unit: swapped[figure.unit ?? ""] ?? "EUR" });

/** The figure of the same name about another symbol. */
const counterpartOf = ({ name, symbol }: Figure, metrics: readonly Figure[]) =>
  metrics.find((m) => m.symbol !== symbol && m.name.split(",")[0] === name.split(",")[0]);

function asCounterpart(figure: Figure, metrics: readonly Figure[]): Figure {
  const { value, source, derivation } = counterpartOf(figure, metrics) ?? figure;
  return { ...figure, value, source, derivation };
}

const placed = (figure: Figure, change: Partial<NonNullable<Figure["source"]>>): Figure => ({
  ...figure,
  source: figure.source && { ...figure.source, ...change },
});

/** The same value, with a formula that gives another one. */
function miscalculated(figure: Figure): Figure {
  const { source } = figure;
  if (!source) return figure;
  const derivation = { formula: "a + a", inputs: [{ name: "a", ...source }] };
  return { ...figure, source: null, derivation };
}
