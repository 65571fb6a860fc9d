/** A piece of text and its offset. */
export interface TextPiece {
  /** In UTF-16 code units, as JavaScript counts. */
  offset: number;
  text: string;
}

/**
 * Writes a piece into the text of a part: it replaces everything from its offset on. Applying a piece twice has no
 * further effect. Throws RangeError when the offset is beyond the text, which a correct stream never sends.
 */
export function assign(part: string, { offset, text }: TextPiece): string {
  if (offset > part.length) {
    throw new RangeError(`text at ${offset}, but only ${part.length} units came before it`);
  }
  // Appending copies nothing; `slice` would copy all of the text at each piece.
  return offset === part.length ? part + text : part.slice(0, offset) + text;
}

/** Parts of an entry. An answer with a citation after each word has fewer. */
const maxParts = 10_000;

/** Throws RangeError for a part that no correct stream has: all parts before it would be made. */
export function checkPart(part: number): void {
  if (Number.isInteger(part) && part >= 0 && part < maxParts) return;
  throw new RangeError(`an entry has no part ${String(part).slice(0, 20)}`);
}
