import { summary, table } from "../stats.ts";

/** A Markdown table that a bench printed. */
export interface PrintedTable {
  head: string[];
  rows: string[][];
}

/** The tables in the output of a bench, in order. */
export function tablesIn(markdown: string): PrintedTable[] {
  const lines = markdown.split("\n");
  const groups: string[][][] = [];
  lines.forEach((line, n) => {
    if (!line.startsWith("|")) return;
    if (!lines[n - 1]?.startsWith("|")) groups.push([]);
    groups.at(-1)?.push(line.split("|").slice(1, -1).map((cell) => cell.trim()));
  });
  return groups.map(([head = [], , ...rows]) => ({ head, rows }));
}

const numberIn = (cell: string | undefined) =>
  /^\d+(\.\d+)?( %)?$/.test(cell ?? "") ? parseFloat(cell ?? "") : undefined;

/**
 * Compares the tables of several runs of a bench on two checkouts: a row for each figure, with the medians of both and
 * their ratio. The cells before the first column that differs name the row. With the tables of the floor, its
 * figure of the same row and column is shown, too.
 */
export function compareTables(
  before: readonly PrintedTable[][],
  after: readonly PrintedTable[][],
  names: readonly [string, string],
  floor: readonly PrintedTable[] = [],
): string {
  const model = after[0] ?? [];
  const rows = model.flatMap(({ head, rows }, t) => {
    const cells = (runs: readonly PrintedTable[][], row: number, column: number) =>
      runs.map((run) => run[t]?.rows[row]?.[column]);
    const differs = (row: number, column: number) =>
      new Set([before, after].flatMap((runs) => cells(runs, row, column))).size > 1;
    const found = head.findIndex((_, column) => rows.some((_, row) => differs(row, column)));
    const first = found < 0 ? head.length : found;
    return rows.flatMap((row, r) => {
      const label = row.slice(0, first).map((cell, n) => n === 0 ? cell : `${head[n]} ${cell}`);
      return head.slice(first).flatMap((title, n) => {
        const [a, b] = [before, after].map((runs) => median(cells(runs, r, first + n)));
        if (a === undefined || b === undefined) return [];
        const lowest = floor.length > 0 ? [cellOf(floor, row[0], title)] : [];
        const ratio = a === 0 ? "" : (b / a).toFixed(2);
        return [[label.join(", "), title, short(a), short(b), ratio, ...lowest]];
      });
    });
  });
  const head = ["load", "figure", ...names, "ratio", ...(floor.length > 0 ? ["floor"] : [])];
  return table(head, rows);
}

/** The cell in the row and column of these names; empty without one. */
function cellOf(tables: readonly PrintedTable[], name = "", title: string): string {
  const found = tables.find(({ head, rows }) =>
    head.includes(title) && rows.some(([first]) => first === name)
  );
  return found?.rows.find(([first]) => first === name)?.[found.head.indexOf(title)] ?? "";
}

function median(cells: readonly (string | undefined)[]): number | undefined {
  const numbers = cells.map(numberIn);
  if (numbers.length === 0 || numbers.some((n) => n === undefined)) return undefined;
  return summary(numbers as number[]).p50;
}

const short = (value: number) => String(Math.round(value * 100) / 100);
