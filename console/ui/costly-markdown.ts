import { fenceAfter } from "./split-markdown.ts";

/** Limits of a block: what is longer, wider or deeper would block the page, or exhaust its stack. */
const most = { length: 20_000, code: 200_000, inline: 2_000, cells: 6_000, depth: 20, indent: 80 };

/** What can begin or end something within a line: each may be paired with each other one. */
const inline = /[*_~`[\]<]/g;
/** What the containers of a line begin with: quotes and items of lists. */
const containers = /^[ \t]*(?:(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))[ \t]*)*/;

/**
 * True for a block of Markdown whose rendering could take longer than a reader waits: its text is shown as it is. Who
 * writes it may want that: cells of a table, nested quotes and open brackets cost far more than their length.
 */
export function isCostly(block: string): boolean {
  if (isCode(block)) return block.length > most.code;
  return block.length > most.length || count(block, inline) > most.inline || isLargeTable(block) ||
    block.split("\n").some(isDeep);
}

/** True for nothing but fenced code: its content is not parsed. */
function isCode(block: string): boolean {
  let open: string | null = null;
  return block.trimEnd().split("\n").every((line) => {
    const before = open;
    open = fenceAfter(open, line);
    return open !== null || before !== null;
  });
}

/** Each row has as many cells as the head, also where it is written with fewer. */
function isLargeTable(block: string): boolean {
  const lines = block.split("\n");
  return lines.length * Math.max(...lines.map((line) => count(line, /\|/g))) > most.cells;
}

function isDeep(line: string): boolean {
  const [begin = ""] = containers.exec(line) ?? [];
  const signs = begin.replaceAll(/[ \t\d]/g, "").length;
  return signs > most.depth || begin.length - signs > most.indent;
}

const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;
