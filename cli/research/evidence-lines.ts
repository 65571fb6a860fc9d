import type { RunReport } from "./run-graph.ts";

/** Maximum figures, and numbers of the text, that the last lines name. */
const maxNamed = 5;

/** Lines about the evidence of a report: how many figures are proven, and which figures and numbers are not. */
export function evidenceLines({ metrics, unsupported }: RunReport): string[] {
  const unproven = metrics.filter((m) => m.evidence === "NONE");
  const proven = metrics.length - unproven.length;
  return [
    ...(metrics.length > 0
      ? [`Figures: ${proven} of ${metrics.length} are proven${kindsOf(metrics)}.`]
      : []),
    ...named(
      unproven.map(({ name, problem }) => `  not proven: ${name}. ${problem ?? ""}`.trimEnd()),
    ),
    ...named(
      unsupported.map(({ number, sentence }) => `  not supported: ${number} in "${sentence}"`),
    ),
  ];
}

/** How the proven figures are proven, in brackets: ` (20 exact, 3 derived)`. */
function kindsOf(metrics: RunReport["metrics"]): string {
  const kinds = (["EXACT", "ROUNDED", "DERIVED"] as const).flatMap((kind) => {
    const number = metrics.filter((m) => m.evidence === kind).length;
    return number > 0 ? [`${number} ${kind.toLowerCase()}`] : [];
  });
  return kinds.length > 0 ? ` (${kinds.join(", ")})` : "";
}

/** The first of the lines, and how many more there are. */
function named(lines: readonly string[]): string[] {
  const more = lines.length - maxNamed;
  return more > 0 ? [...lines.slice(0, maxNamed), `  and ${more} more`] : [...lines];
}
