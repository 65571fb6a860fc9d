import type { DraftDelta } from "../../protocol/log/event.ts";
import type { OpenPart, OpenText } from "./open-text.ts";

/** Limit on the UTF-16 units of one delta, which bounds the work of a reader that wakes. */
const maxUnits = 64 * 1024;

/** A piece of an open text, to be sent as one delta. */
export interface Piece {
  delta: DraftDelta;
  /** When its newest text was written. */
  at: Date;
}

/**
 * What one reader has sent of the open texts of its stream: of each part the offset, and the frame of the last piece.
 * A part is sent at most once in a frame; its further text waits for the next one, and with it later parts of its entry:
 * the texts of an entry arrive part by part.
 */
export class PacedText {
  readonly #sent = new Map<string, { offset: number; frame: number }>();
  #delayed: Piece[] = [];

  /** True when text waits for its frame. */
  get isDelayed(): boolean {
    return this.#delayed.length > 0;
  }

  /** The next piece to send in this frame; null when there is none. */
  next(open: OpenText, frame: number): Piece | null {
    this.#delayed = [];
    const waiting = new Set<string>();
    for (const part of open.parts()) {
      const { offset = 0, frame: last = -1 } = this.#sent.get(keyOf(part)) ?? {};
      if (part.text.length <= offset) continue;
      const piece = pieceAt(part, offset);
      if (last !== frame && !waiting.has(part.entryId)) return this.#send(piece, frame);
      waiting.add(part.entryId);
      this.#delayed.push(piece);
    }
    if (this.#delayed.length === 0) this.delete((id) => !open.has(id));
    return null;
  }

  /** A piece that was delayed, to be sent before an event that was written after it. */
  takeDelayed(frame: number): Piece | null {
    const piece = this.#delayed.shift();
    return piece ? this.#send(piece, frame) : null;
  }

  /** Deletes entries: their texts start again from offset 0. */
  delete(isOver: (entryId: string) => boolean): void {
    for (const key of this.#sent.keys()) {
      if (isOver(key.slice(0, key.indexOf("/")))) this.#sent.delete(key);
    }
  }

  #send(piece: Piece, frame: number): Piece {
    const { delta } = piece;
    this.#sent.set(keyOf(delta), { offset: delta.offset + delta.text.length, frame });
    return piece;
  }
}

const keyOf = ({ entryId, part }: { entryId: string; part: number }) => `${entryId}/${part}`;

function pieceAt({ entryId, part, kind, text, at }: OpenPart, offset: number): Piece {
  return { delta: { entryId, part, kind, offset, text: text.piece(offset, maxUnits) }, at };
}
