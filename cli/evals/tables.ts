import { fit, padded, sanitize } from "../terminal/cells.ts";
import type { EvalResult } from "./result.ts";

/** A row for each result, a column for each rule, and the faults below. Only ids may be wider than `width`. */
export function resultTable(results: readonly EvalResult[], width: number): string[] {
  const rules = [...new Set(results.flatMap((r) => r.scores.map(({ rule }) => rule)))];
  const head = ["case", "points", "s", "spent", ...rules];
  const rows = results.map((r) => [
    `${r.passed ? "ok" : "!!"} ${r.case}${r.alias === null ? "" : ` @${r.alias}`}`,
    r.points.toFixed(2),
    r.seconds?.toFixed(1) ?? "-",
    r.cost ? Number(r.cost.amount).toFixed(4) : "-",
    ...rules.map((rule) => mark(r, rule)),
  ]);
  return [...aligned([head, ...rows]), ...faultLines(results, width)];
}

function mark({ scores }: EvalResult, rule: string): string {
  const score = scores.find((s) => s.rule === rule);
  if (!score) return "";
  const points = score.points === null ? "-" : score.points.toFixed(2);
  return score.passed ? points : `${points}!`;
}

function faultLines(results: readonly EvalResult[], width: number): string[] {
  return results.filter((r) => !r.passed).flatMap((r) => [
    "",
    `${r.case}${r.alias === null ? "" : ` @${r.alias}`} ${r.runId ?? ""}`.trim(),
    ...r.scores.filter((s) => !s.passed).map(({ rule, why }) =>
      fit(`  ${rule}: ${sanitize(why)}`, width)
    ),
  ]);
}

/** Two sets of agent versions side by side: a row for each case with the differing rules. */
export function comparisonTable(
  results: readonly EvalResult[],
  [a, b]: readonly [string, string],
): string[] {
  const names = [...new Set(results.map((r) => r.case))];
  const of = (name: string, alias: string) =>
    results.find((r) => r.case === name && r.alias === alias);
  const rows = names.map((name) => {
    const [first, second] = [of(name, a), of(name, b)];
    const change = (second?.points ?? 0) - (first?.points ?? 0);
    return [name, ...cells(first), ...cells(second), signed(change), differing(first, second)];
  });
  const head = ["case", `@${a}`, "s", "cost", `@${b}`, "s", "cost", "change", "differs in"];
  return [...aligned([head, ...rows]), "", ...agentLines(results, [a, b])];
}

const cells = (r: EvalResult | undefined) => [
  r ? `${r.points.toFixed(2)}${r.passed ? "" : "!"}` : "-",
  r?.seconds?.toFixed(1) ?? "-",
  r?.cost ? Number(r.cost.amount).toFixed(4) : "-",
];

const signed = (change: number) => `${change >= 0 ? "+" : ""}${change.toFixed(2)}`;

function differing(a: EvalResult | undefined, b: EvalResult | undefined): string {
  const rules = a?.scores.filter((score) => {
    const other = b?.scores.find((s) => s.rule === score.rule);
    return other && (other.passed !== score.passed || other.points !== score.points);
  });
  return rules?.map(({ rule }) => rule).join(", ") || "-";
}

/** The versions that only one side used. */
function agentLines(results: readonly EvalResult[], aliases: readonly [string, string]): string[] {
  const used = aliases.map((alias) =>
    new Set(results.filter((r) => r.alias === alias).flatMap((r) => r.agents))
  );
  return aliases.map((alias, i) => {
    const own = [...used[i] ?? []].filter((agent) => !used[1 - i]?.has(agent));
    return `@${alias} alone: ${own.join(", ") || "no version of its own"}`;
  });
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  return rows.map((row) =>
    row.map((cell, at) => padded(cell, widths?.[at] ?? 0)).join("  ").trimEnd()
  );
}
