/** Where a piece of text goes. */
export interface TextPiece {
  /** In UTF-16 code units, as JavaScript counts. */
  offset: number;
  text: string;
}

/**
 * The text of a part with a piece written into it: what stood behind its offset is gone. Applying a piece twice is
 * harmless. Throws RangeError when the piece begins beyond the text, which a right stream never sends.
 */
export function assign(part: string, { offset, text }: TextPiece): string {
  if (offset > part.length) {
    throw new RangeError(`text at ${offset}, but only ${part.length} units came before it`);
  }
  return part.slice(0, offset) + text;
}
