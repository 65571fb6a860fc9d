/** A part of a text, and whether it is what was searched. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Cuts a text at the ranges of its matches, which are in order and do not overlap. What does not fit is no match. */
export function piecesOf(
  text: string,
  matches: readonly { readonly start: number; readonly end: number }[],
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of matches) {
    if (start < at || end <= start || end > text.length) continue;
    pieces.push({ text: text.slice(at, start), isMatch: false });
    pieces.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  return [...pieces, { text: text.slice(at), isMatch: false }].filter((one) => one.text !== "");
}
