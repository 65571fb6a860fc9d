import type { DraftChunk } from "../../protocol/event.ts";
import { FencedError, type HeldCall } from "../../store/engine/held-call.ts";
import type { OpenedEntry } from "../../store/engine/model-call.ts";
import type { DraftPipeline } from "./draft-pipeline.ts";
import type { Progress } from "./transcript.ts";

/** Most UTF-16 units of one call that wait to be written; beyond it the provider is not read from. */
const bound = 256 * 1024;

/** What a relay writes with. */
export interface RelaySinks {
  pipeline: DraftPipeline;
  openEntries(call: HeldCall, opened: OpenedEntry[], chunks: DraftChunk[]): Promise<void>;
  recordRemote(call: HeldCall, remoteId: string): Promise<void>;
}

/**
 * Carries the progress of one model call to the store, in order: the first piece at once, then whatever piled up
 * while the last write was in flight. An entry is announced before its text.
 */
export class Relay {
  #call: HeldCall;
  #sinks: RelaySinks;
  #opened: OpenedEntry[] = [];
  #chunks: DraftChunk[] = [];
  #units = 0;
  #flushing: Promise<void> | null = null;
  #fault: unknown = null;

  constructor(call: HeldCall, sinks: RelaySinks) {
    this.#call = call;
    this.#sinks = sinks;
  }

  /** Takes progress in; waits while too much of it is unwritten. Throws the fault of an earlier write. */
  async push({ remoteId, opened, chunks }: Progress): Promise<void> {
    if (remoteId) await this.#sinks.recordRemote(this.#call, remoteId);
    this.#opened.push(...opened);
    for (const chunk of chunks) this.#add(chunk);
    if (this.#opened.length + this.#chunks.length > 0) this.#flushing ??= this.#flush();
    if (this.#units > bound) await this.#flushing;
    this.#rethrow();
  }

  /** Resolves once all is written. Throws the fault of a write, FencedError among them. */
  async settled(): Promise<void> {
    await this.#flushing;
    this.#rethrow();
  }

  #add(chunk: DraftChunk) {
    this.#units += chunk.text.length;
    const last = this.#chunks.at(-1);
    const follows = last?.entryId === chunk.entryId && last.part === chunk.part;
    if (last && follows) last.text += chunk.text;
    else this.#chunks.push({ ...chunk });
  }

  async #flush() {
    try {
      while (this.#opened.length + this.#chunks.length > 0) await this.#writeOnce();
    } catch (error) {
      this.#fault = error;
    } finally {
      this.#flushing = null;
    }
  }

  async #writeOnce() {
    const [opened, chunks] = [this.#opened.splice(0), this.#chunks.splice(0)];
    this.#units = 0;
    if (opened.length > 0) return await this.#sinks.openEntries(this.#call, opened, chunks);
    const held = await this.#sinks.pipeline.write(this.#call, chunks);
    if (!held) throw new FencedError(this.#call.id);
  }

  #rethrow() {
    if (this.#fault) throw this.#fault;
  }
}
