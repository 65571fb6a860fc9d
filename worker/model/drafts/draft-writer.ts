import type { DraftDelta } from "../../../protocol/log/event.ts";
import { type ClaimedCall, FencedError } from "../../../store/call/claimed-call.ts";
import type { OpenedEntry } from "../../../store/call/model-outcome.ts";
import type { WriteOutcome } from "../../../store/log/write-log.ts";
import { recordSince } from "../../../telemetry/metrics.ts";
import type { Progress } from "../answer/transcript.ts";
import type { WritePipeline } from "./write-pipeline.ts";

/** Maximum UTF-16 units of one call that wait to be written; beyond it, reading from the provider pauses. */
const maxPendingUnits = 256 * 1024;

/** Where a draft writer writes to. */
export interface DraftSinks {
  pipeline: Pick<WritePipeline, "write">;
  recordRemoteConversation(call: ClaimedCall, remoteId: string): Promise<void>;
}

/**
 * Writes the progress of one model call to the store, in order: the first piece at once, then what accumulated during
 * the last write. An entry is announced before its text. All text stays in memory, so that drafts which a crash of
 * PostgreSQL deleted can be written again from their start.
 */
export class DraftWriter {
  readonly #call: ClaimedCall;
  readonly #sinks: DraftSinks;
  /** All text so far, by part. */
  readonly #texts = new Map<string, DraftDelta>();
  /** Parts of which some text is committed. */
  readonly #written = new Map<string, { entryId: string; part: number }>();
  #opened: OpenedEntry[] = [];
  #chunks: DraftDelta[] = [];
  #units = 0;
  /** When the oldest pending piece arrived, in the time of `performance.now()`. */
  #since = 0;
  #check = false;
  #flushing: Promise<void> | null = null;
  #error: unknown = null;

  constructor(call: ClaimedCall, sinks: DraftSinks) {
    this.#call = call;
    this.#sinks = sinks;
  }

  /** Adds progress; waits while too much of it is pending. Throws the error of an earlier write. */
  async push({ remoteId, opened, chunks }: Progress): Promise<void> {
    if (remoteId) await this.#sinks.recordRemoteConversation(this.#call, remoteId);
    this.#opened.push(...opened);
    if (this.#opened.length + this.#chunks.length === opened.length) {
      this.#since = performance.now();
    }
    for (const chunk of chunks) this.#add(chunk);
    this.#start();
    if (this.#units > maxPendingUnits) await this.#flushing;
    this.#rethrow();
  }

  /** Checks that the drafts still exist, and writes them again if not, also when no new text arrives. */
  recheck(): void {
    this.#check = this.#written.size > 0;
    this.#start();
  }

  /** Resolves once everything is written. Throws the error of a write, such as FencedError or RejectedWriteError. */
  async settled(): Promise<void> {
    await this.#flushing;
    this.#rethrow();
  }

  #add(chunk: DraftDelta) {
    this.#units += chunk.text.length;
    const whole = this.#texts.get(keyOf(chunk));
    if (whole) whole.text += chunk.text;
    else this.#texts.set(keyOf(chunk), { ...chunk });
    const last = this.#chunks.at(-1);
    if (last && keyOf(last) === keyOf(chunk)) last.text += chunk.text;
    else this.#chunks.push({ ...chunk });
  }

  get #hasWork(): boolean {
    return this.#check || this.#opened.length + this.#chunks.length > 0;
  }

  #start() {
    if (this.#hasWork && this.#error === null) this.#flushing ??= this.#flush();
  }

  async #flush() {
    try {
      while (this.#hasWork) await this.#writeOnce();
    } catch (error) {
      this.#error = error;
    } finally {
      this.#flushing = null;
    }
  }

  async #writeOnce() {
    const [opened, chunks] = [this.#opened.splice(0), this.#chunks.splice(0)];
    const since = opened.length + chunks.length > 0 ? this.#since : null;
    this.#units = 0;
    this.#check = false;
    const outcome = await this.#send(opened, chunks, [...this.#written.values()]);
    if (since !== null) recordSince("tramontane.draft.write.duration", since, { outcome });
    if (outcome === "gone") await this.#writeAgain(opened);
    else if (outcome === "written") this.#markWritten(chunks);
    else throw new FencedError(this.#call.id);
  }

  /** Writes the drafts from their start, with the pending text. */
  async #writeAgain(opened: OpenedEntry[]) {
    const chunks = [...this.#texts.values()].map((c) => ({ ...c }));
    opened.push(...this.#opened.splice(0));
    this.#chunks = [];
    this.#units = 0;
    this.#written.clear();
    if (await this.#send(opened, chunks, []) !== "written") throw new FencedError(this.#call.id);
    this.#markWritten(chunks);
  }

  #send(
    opened: OpenedEntry[],
    chunks: DraftDelta[],
    written: { entryId: string; part: number }[],
  ): Promise<WriteOutcome> {
    return this.#sinks.pipeline.write({ call: this.#call, opened, chunks, written });
  }

  #markWritten(chunks: readonly DraftDelta[]) {
    for (const c of chunks) this.#written.set(keyOf(c), { entryId: c.entryId, part: c.part });
  }

  #rethrow() {
    if (this.#error) throw this.#error;
  }
}

const keyOf = ({ entryId, part }: { entryId: string; part: number }) => `${entryId}/${part}`;
