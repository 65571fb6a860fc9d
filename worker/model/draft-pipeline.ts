import type { DraftChunk } from "../../protocol/event.ts";
import type { HeldCall } from "../../store/engine/held-call.ts";

/** Writes chunks of several calls at once and answers the ids of the calls still held. */
export type WriteDrafts = (
  writes: { call: HeldCall; chunks: DraftChunk[] }[],
) => Promise<Set<string>>;

interface Waiting {
  call: HeldCall;
  chunks: DraftChunk[];
  resolve(held: boolean): void;
  reject(error: unknown): void;
}

/**
 * Group commit for the drafts of a process: what comes while a write is in flight goes along with the next one,
 * all streams together. Bounded by its callers, which have one write waiting each.
 */
export class DraftPipeline {
  #write: WriteDrafts;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(write: WriteDrafts) {
    this.#write = write;
  }

  /** Resolves once the chunks are committed; false when the call is no longer held and they were dropped. */
  write(call: HeldCall, chunks: DraftChunk[]): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, chunks, resolve, reject });
      if (!this.#busy) void this.#drain();
    });
  }

  async #drain() {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        const held = await this.#write(batch);
        for (const w of batch) w.resolve(held.has(w.call.id));
      } catch (error) {
        for (const w of batch) w.reject(error);
      }
    }
    this.#busy = false;
  }
}
