/** Lines at the end of a terminal that are replaced in place. */
export interface LiveBlock {
  draw(lines: readonly string[]): void;
  /** Removes the block and shows the cursor; call it before any other output. */
  close(): void;
}

// A terminal with DEC mode 2026 shows a frame at once; others ignore the sequence.
const begin = "\x1b[?2026h";
const end = "\x1b[?2026l";
const hide = "\x1b[?25l";
const show = "\x1b[?25h";

/**
 * A block that writes to `write`. A frame is one write: only changed lines are written, and each is cleared after its
 * end, never before, so that nothing flickers. Lines must not be wider than the terminal.
 */
export function liveBlock(write: (text: string) => void): LiveBlock {
  let shown: readonly string[] = [];
  return {
    draw(lines) {
      const frame = frameOf(shown, lines);
      if (frame) write(begin + (shown.length === 0 ? hide : "") + frame + end);
      shown = lines;
    },
    close() {
      const up = shown.length > 0 ? `\x1b[${shown.length}A\r` : "";
      write(`${up}\x1b[J${show}`);
      shown = [];
    },
  };
}

/** The output that replaces the old lines by the new ones; the cursor is below the last line before and after. */
export function frameOf(before: readonly string[], after: readonly string[]): string {
  if (before.length === after.length && before.every((line, i) => line === after[i])) return "";
  const up = before.length > 0 ? `\x1b[${before.length}A\r` : "";
  const body = after.map((line, i) => (line === before[i] ? "" : `${line}\x1b[K`) + "\r\n").join(
    "",
  );
  return `${up}${body}${after.length < before.length ? "\x1b[J" : ""}`;
}
