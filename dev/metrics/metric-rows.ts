import type { MetricSpec } from "../../telemetry/metric-spec.ts";
import { metricTable } from "../../telemetry/metric-table.ts";
import { prometheusName } from "../../telemetry/prometheus-name.ts";

const [begin, end] = ["<!-- metrics: printed -->", "<!-- metrics: end -->"];

/** The cells of the table of metrics. */
export function metricRows(): string[][] {
  const rows = Object.entries<MetricSpec>(metricTable).map(([name, spec]) => [
    code(name),
    code(prometheusName(name, spec)),
    spec.kind,
    code(spec.unit),
    [...spec.attributes.map(code), ...(spec.optional ?? []).map((a) => `${code(a)}?`)].join(", "),
    spec.from.join(", "),
    spec.meaning,
  ]);
  return [["metric", "Prometheus", "kind", "unit", "attributes", "from", "meaning"], ...rows];
}

/** The cells of the table in a document. */
export function rowsIn(markdown: string): string[][] {
  const table = markdown.split(begin)[1]?.split(end)[0] ?? "";
  const lines = table.split("\n").filter((line) => line.startsWith("|") && !/^[|\s-]+$/.test(line));
  return lines.map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}

/** The document with the current table. Throws where it has no markers for it. */
export function withMetricRows(markdown: string): string {
  const [before, rest] = markdown.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${begin} or ${end} is missing`);
  const [head = [], ...rows] = metricRows().map((cells) => `| ${cells.join(" | ")} |`);
  const rule = `|${" --- |".repeat(7)}`;
  return `${before}${begin}\n\n${[head, rule, ...rows].join("\n")}\n\n${end}${after}`;
}

const code = (text: string) => `\`${text}\``;
