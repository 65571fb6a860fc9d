import { processTables } from "../../cli/config/process-tables.ts";
import { type Field, fileVariable } from "../../protocol/config/field.ts";
import { migrateFields } from "../../worker/migrate/config.ts";

const [begin, end] = ["<!-- variables: printed -->", "<!-- variables: end -->"];
const titles: Record<string, string> = { api: "API", mcp: "MCP servers" };
const tables = Object.entries({ ...processTables, migrate: migrateFields });

type Row = readonly string[];

/** The tables of the documentation: variables of several processes first, then those of each. */
export function variableTables(): Row[][] {
  const readers = Map.groupBy(
    tables.flatMap(([process, table]) => Object.values(table).map((field) => ({ process, field }))),
    ({ field }) => field.variable,
  );
  const uses = [...readers.values()].map((all) => ({
    field: all[0]!.field,
    processes: all.map(({ process }) => titles[process] ?? process),
  }));
  const several = uses.filter(({ processes }) => processes.length > 1);
  return [
    [
      ["variable of several processes", "meaning", "default", "read by"],
      ...several.map(({ field, processes }) => [...cells(field), processes.join(", ")]),
    ],
    ...tables.map(([name]) => titles[name] ?? name).flatMap((name) => {
      const own = uses.filter(({ processes }) => processes.length === 1 && processes[0] === name);
      return own.length === 0 ? [] : [[
        [`variable of ${name}`, "meaning", "default"],
        ...own.map(({ field }) => cells(field)),
      ]];
    }),
  ];
}

function cells({ variable, about, fromFile, ...field }: Field<unknown>): Row {
  const file = fromFile ? `; or \`${fileVariable(variable)}\`` : "";
  const usual = field.default ? `\`${field.default}\`` : field.required ? "required" : "none";
  return [`\`${variable}\``, about + file, field.unset ?? usual];
}

/** The document with the tables as they are now. Throws where it has no place for them. */
export function withVariableTables(markdown: string): string {
  const [before, rest] = markdown.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${begin} or ${end} is missing`);
  return `${before}${begin}\n\n${variableTables().map(markdownOf).join("\n\n")}\n\n${end}${after}`;
}

/** A table as `deno fmt` writes it. */
function markdownOf(rows: readonly Row[]): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const line = (row: Row) => `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const [head, ...others] = rows.map(line);
  return [head, line(widths.map((width) => "-".repeat(width))), ...others].join("\n");
}
