import { startSections } from "../../cli/config/start-fields.ts";
import type { Field } from "../../protocol/config/field.ts";

const head = [
  "# Copy to .env and uncomment what you need. A variable of the shell takes precedence over .env.",
  "# With nothing set, everything runs on this machine, without a key or an account.",
  "# `deno task variables` writes this file from cli/config/start-fields.ts.",
];

/** The text of `.env.example`. */
export function envExample(): string {
  const sections = Object.entries(startSections).flatMap(([title, table]) => [
    "",
    `# --- ${title}`,
    ...Object.values(table as Record<string, Field<unknown>>).flatMap(linesOf),
  ]);
  return [...head, ...sections, ""].join("\n");
}

function linesOf({ variable, fromFile, example, default: usual, about }: Field<unknown>): string[] {
  const value = example ?? usual ?? "";
  const lines = [`#   ${plain(about)}`, `# ${variable}=${value}`];
  return fromFile ? [...lines, `#   or the file with it`, `# ${variable}_FILE=`] : lines;
}

/** Markdown without its links and code marks. */
const plain = (about: string) =>
  about.replace(/:? ?\[([^\]]*)\]\(#[^)]*\)/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "docs/$1")
    .replaceAll("`", "");
