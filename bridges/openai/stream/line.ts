/** What an item of text is for a client: an answer, or the model's reasoning. */
export type TextKind = "message" | "reasoning";

/** A source that the model cites, at a place of the text. */
export interface Annotation {
  type: "url_citation";
  url: string;
  title: string;
  start_index: number;
  end_index: number;
}

/**
 * A step of the text of one entry, as the stream of a response shows it. The lines of an entry follow from its content
 * alone, however its text arrived: live, cut in other pieces, or at once after the end.
 */
export type Line =
  | { line: "begin"; kind: TextKind }
  | { line: "piece"; text: string }
  | { line: "annotation"; annotation: Annotation }
  | { line: "end"; status: "completed" | "incomplete" };

/** How many events of the stream each line is. */
export const eventsOf: Readonly<Record<Line["line"], number>> = {
  begin: 2,
  piece: 1,
  annotation: 1,
  end: 3,
};

/** True for two lines that a client cannot tell apart. */
export function isSame(a: Line, b: Line): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The text of the item that is open after these lines; null if none is open. */
export function openText(lines: readonly Line[]): string | null {
  const from = lines.findLastIndex(({ line }) => line === "begin");
  const item = lines.slice(from);
  if (from < 0 || item.some(({ line }) => line === "end")) return null;
  return item.map((one) => one.line === "piece" ? one.text : "").join("");
}
