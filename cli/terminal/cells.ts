const graphemes = new Intl.Segmenter();
const wide =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const zero = /^[\p{Mn}\p{Me}\u200b-\u200d\ufeff]/u;
const escapes = "\\x1b\\[[0-9;?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?";
/** Sequences that move the cursor or change colours, and marks that turn the direction of what follows. */
const control = new RegExp(`${escapes}|[\\p{Cc}\\p{Bidi_Control}]`, "gu");

/** Untrusted text on one line, without control sequences. */
export function sanitize(text: string): string {
  return text.replace(control, " ").replace(/\s+/g, " ").trim();
}

/** The width of a text in terminal cells. */
export function cells(text: string): number {
  let sum = 0;
  for (const { segment } of graphemes.segment(text)) sum += cellsOf(segment);
  return sum;
}

const cellsOf = (segment: string) => wide.test(segment) ? 2 : zero.test(segment) ? 0 : 1;

/** The text in at most `width` cells; an ellipsis marks what was cut. */
export function fit(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let [out, used] = ["", 0];
  for (const { segment } of graphemes.segment(text)) {
    const size = cellsOf(segment);
    if (used + size > width - 1) break;
    [out, used] = [out + segment, used + size];
  }
  return width < 1 ? "" : `${out}…`;
}

/** The start and the end of the text in at most `width` cells, so that names with the same start differ. */
export function truncateMiddle(text: string, width: number): string {
  if (cells(text) <= width) return text;
  const head = fit(text, Math.ceil(width / 3));
  let [tail, used] = ["", cells(head)];
  for (const { segment } of [...graphemes.segment(text)].reverse()) {
    used += cellsOf(segment);
    if (used > width) break;
    tail = segment + tail;
  }
  return head + tail;
}

/** The text in exactly `width` cells. */
export function padded(text: string, width: number): string {
  const fitted = fit(text, width);
  return fitted + " ".repeat(Math.max(0, width - cells(fitted)));
}

/** A paragraph in lines of at most `width` cells, wrapped between words where possible. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((w) => pieces(w, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (cells(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (cells(word) <= width) return [word];
  const out: string[] = [];
  let [piece, used] = ["", 0];
  for (const { segment } of graphemes.segment(word)) {
    const size = cellsOf(segment);
    if (used + size > width && piece) {
      out.push(piece);
      [piece, used] = ["", 0];
    }
    [piece, used] = [piece + segment, used + size];
  }
  return [...out, piece];
}
