import { grantsOfRole, roles } from "../../protocol/auth/roles.ts";
import { type Reach, scopes } from "../../protocol/auth/scopes.ts";

const [begin, end] = ["<!-- roles: printed -->", "<!-- roles: end -->"];

/** How the table names the objects that a scope reaches. */
const words: Record<Reach, string> = {
  own: "own",
  deciding: "with its approvals",
  reason: "own, all with a reason",
  decidingOrReason: "with its approvals, all with a reason",
  all: "all",
};

/** The table of scopes and roles, in Markdown as `deno fmt` writes it. */
export function roleTable(): string {
  const rows = [
    ["scope", ...roles],
    ...scopes.map((scope) => [
      `\`${scope}\``,
      ...roles.map((role) => {
        const reach = grantsOfRole[role][scope];
        return reach === undefined ? "" : words[reach];
      }),
    ]),
  ];
  const widths = rows[0]!.map((_, at) => Math.max(3, ...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const [head, ...others] = rows.map(line);
  return [head, line(widths.map((width) => "-".repeat(width))), ...others].join("\n");
}

/** The document with the table as it is now. Throws where it has no place for it. */
export function withRoleTable(markdown: string): string {
  const [before, rest] = markdown.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${begin} or ${end} is missing`);
  return `${before}${begin}\n\n${roleTable()}\n\n${end}${after}`;
}
