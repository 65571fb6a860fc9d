/** A line of `.env` that sets a variable, or an invalid line that is neither empty nor a comment. */
export interface DotenvLine {
  /** Counts from 1. */
  line: number;
  /** Null: the line is not `NAME=value`, and is ignored. */
  name: string | null;
}

/** The lines of a `.env`, without their values. A quoted value may have several lines. */
export function dotenvLines(text: string): DotenvLine[] {
  const lines = text.split("\n");
  const found: DotenvLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name = null, value = ""] = /^\s*(?:export\s+)?([^\s=]+)\s*=\s*(.*)$/.exec(line) ?? [];
    found.push({ line: i + 1, name });
    i += linesInside(value, lines.slice(i + 1));
  }
  return found;
}

/** The number of following lines that belong to a value whose quote is still open. */
function linesInside(value: string, following: readonly string[]): number {
  const quote = value[0] ?? "";
  if (!/["'`]/.test(quote) || value.includes(quote, 1)) return 0;
  // Without a closing quote the opening one is part of the value.
  return following.findIndex((line) => line.includes(quote)) + 1;
}
