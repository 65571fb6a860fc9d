import type { DraftWriter } from "./draft-writer.ts";

/** The draftWriters of this process whose entries are open. */
export class DraftWriters {
  readonly #open = new Set<DraftWriter>();

  /** Runs `work` with the relay known here. */
  async during<T>(relay: DraftWriter, work: () => Promise<T>): Promise<T> {
    this.#open.add(relay);
    try {
      return await work();
    } finally {
      this.#open.delete(relay);
    }
  }

  /** A connection was lost: PostgreSQL may have crashed, which empties the drafts. */
  connectionLost(): void {
    for (const relay of this.#open) relay.recheck();
  }
}
