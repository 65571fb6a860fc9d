import type { DraftWriter } from "./draft-writer.ts";

/** The draft writers of this process that are at work. */
export class DraftWriters {
  readonly #open = new Set<DraftWriter>();

  /** Runs `work` while `writer` is registered. */
  async during<T>(writer: DraftWriter, work: () => Promise<T>): Promise<T> {
    this.#open.add(writer);
    try {
      return await work();
    } finally {
      this.#open.delete(writer);
    }
  }

  /** A connection was lost: PostgreSQL may have crashed, which empties the drafts. */
  connectionLost(): void {
    for (const writer of this.#open) writer.recheck();
  }
}
