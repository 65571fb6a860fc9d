/** Lines at the end of a terminal that are drawn over in place. */
export interface LiveBlock {
  draw(lines: readonly string[]): void;
  /** Takes the block away and shows the cursor; call it before anything else is written. */
  close(): void;
}

// A terminal that knows it shows all of a frame at once (DEC mode 2026); others pass over it.
const begin = "\x1b[?2026h";
const end = "\x1b[?2026l";
const hide = "\x1b[?25l";
const show = "\x1b[?25h";

/**
 * A block over `write`. A frame is one write: only lines that changed are written, each cleared behind its end and
 * never before, so that nothing flickers. Lines must be no longer than the terminal is wide.
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

/** What to write to make the old lines the new ones; the cursor stands below the last before and after. */
export function frameOf(before: readonly string[], after: readonly string[]): string {
  if (before.length === after.length && before.every((line, i) => line === after[i])) return "";
  const up = before.length > 0 ? `\x1b[${before.length}A\r` : "";
  const body = after.map((line, i) => (line === before[i] ? "" : `${line}\x1b[K`) + "\r\n").join(
    "",
  );
  return `${up}${body}${after.length < before.length ? "\x1b[J" : ""}`;
}
