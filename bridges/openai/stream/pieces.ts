/** UTF-16 units of a piece of text. Small enough to read along, large enough that an event's frame does not dominate. */
const pieceUnits = 16;

/** Ends of the pieces of a text are at fixed places, so that every reader gets the same pieces. */
export class Pieces {
  #rest = "";

  /** More text: the pieces that are complete now. */
  add(text: string): string[] {
    this.#rest += text;
    const pieces: string[] = [];
    for (let end = pieceEnd(this.#rest); end !== null; end = pieceEnd(this.#rest)) {
      pieces.push(this.#rest.slice(0, end));
      this.#rest = this.#rest.slice(end);
    }
    return pieces;
  }

  /** The text has ended: its last piece, if there is one. */
  end(): string[] {
    const rest = this.#rest;
    this.#rest = "";
    return rest ? [rest] : [];
  }
}

/** A piece is one unit longer where it would end within a character. Null: it is not complete. */
function pieceEnd(text: string): number | null {
  if (text.length < pieceUnits) return null;
  const splits = (text.charCodeAt(pieceUnits - 1) & 0xfc00) === 0xd800;
  const end = splits ? pieceUnits + 1 : pieceUnits;
  return end <= text.length ? end : null;
}
