/** A fenced block of a page, and the comment above it that says how it is checked. */
export interface Snippet {
  /** The file that the test makes of it, from `<!-- run: name -->`; null: it is not run. */
  name: string | null;
  /** From `<!-- not run: reason -->`. */
  notRun: string | null;
  /** As the fence names it; empty without a name. */
  language: string;
  text: string;
  /** Line of the fence in the page, from 1. */
  line: number;
}

const comment = /^<!-- (run|not run): (.+) -->$/;
const fence = /^```(\S*)$/;

/** The fenced blocks of a page in their order. */
export function snippetsOf(markdown: string): Snippet[] {
  const found: Snippet[] = [];
  let marker: RegExpExecArray | null = null;
  let open: { language: string; line: number; lines: string[] } | null = null;
  for (const [at, line] of markdown.split("\n").entries()) {
    const [isFence, language = ""] = fence.exec(line) ?? [];
    if (open && isFence) {
      const [, kind, value = ""] = marker ?? [];
      const text = `${open.lines.join("\n")}\n`;
      found.push({
        ...{ language: open.language, line: open.line, text },
        name: kind === "run" ? value : null,
        notRun: kind === "not run" ? value : null,
      });
      [open, marker] = [null, null];
    } else if (open) open.lines.push(line);
    else if (isFence) open = { language, line: at + 1, lines: [] };
    // The comment belongs to the next block, with nothing but empty lines in between.
    else if (line !== "") marker = comment.exec(line);
  }
  return found;
}
