import type { DraftDelta } from "../../../protocol/log/event.ts";
import { type ClaimedCall, FencedError } from "../../../store/call/claimed-call.ts";
import type { OpenedEntry } from "../../../store/call/model-outcome.ts";
import type { LogWrite } from "../../../store/log/write-log.ts";
import { recordSince } from "../../../telemetry/metrics.ts";
import type { Progress } from "../answer/transcript.ts";
import { DraftText } from "./draft-text.ts";
import type { WritePipeline } from "./write-pipeline.ts";

/** Maximum UTF-16 units of one call that wait to be written; beyond it, reading from the provider pauses. */
const maxPendingUnits = 256 * 1024;

/** Where a draft writer writes to. */
export interface DraftSinks {
  pipeline: Pick<WritePipeline, "write">;
  recordRemoteConversation(call: ClaimedCall, remoteId: string): Promise<void>;
}

/** A write, and when its oldest piece arrived; null without one. */
interface Sent {
  write: LogWrite;
  since: number | null;
}

/**
 * Writes the progress of one model call to the store, in order: with each batch of the pipeline, what accumulated since
 * the last one. An entry is announced before its text. All text stays in memory, so that drafts which a crash of
 * PostgreSQL deleted can be written again from their start.
 */
export class DraftWriter {
  readonly #call: ClaimedCall;
  readonly #sinks: DraftSinks;
  /** All text so far, by part. */
  readonly #texts = new Map<string, DraftText>();
  /** Parts of which some text is committed. */
  readonly #written = new Map<string, { entryId: string; part: number }>();
  #opened: OpenedEntry[] = [];
  /** Texts with something to write. */
  readonly #pending = new Set<DraftText>();
  #units = 0;
  /** When the oldest pending piece arrived, in the time of `performance.now()`. */
  #since: number | null = null;
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
    for (const chunk of chunks) this.#add(chunk);
    if (opened.length + chunks.length > 0) this.#since ??= performance.now();
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
    const key = keyOf(chunk);
    const text = this.#texts.get(key) ?? new DraftText(chunk);
    this.#texts.set(key, text);
    text.add(chunk.text);
    this.#pending.add(text);
  }

  get #hasWork(): boolean {
    return this.#check || this.#opened.length + this.#pending.size > 0;
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
    let sent: Sent | undefined;
    const outcome = await this.#sinks.pipeline.write(() => (sent = this.#take()).write);
    const { write, since } = sent as Sent;
    if (since !== null) recordSince("tramontane.draft.write.duration", since, { outcome });
    if (outcome === "written") this.#markWritten(write.chunks);
    else if (outcome === "gone") this.#restart(write.opened);
    else throw new FencedError(this.#call.id);
  }

  /** What is pending, which is pending no more. */
  #take(): Sent {
    const opened = this.#opened.splice(0);
    const chunks = [...this.#pending].map((text) => text.take());
    const since = this.#since;
    this.#pending.clear();
    this.#units = 0;
    this.#since = null;
    this.#check = false;
    const write = { call: this.#call, opened, chunks, written: [...this.#written.values()] };
    return { write, since };
  }

  /** Makes the next write contain all text from its start. `opened`: what the refused write announced. */
  #restart(opened: readonly OpenedEntry[]) {
    this.#opened.unshift(...opened);
    this.#written.clear();
    for (const text of this.#texts.values()) {
      text.restart();
      this.#pending.add(text);
    }
  }

  #markWritten(chunks: readonly DraftDelta[]) {
    for (const c of chunks) this.#written.set(keyOf(c), { entryId: c.entryId, part: c.part });
  }

  #rethrow() {
    if (this.#error) throw this.#error;
  }
}

const keyOf = ({ entryId, part }: { entryId: string; part: number }) => `${entryId}/${part}`;
