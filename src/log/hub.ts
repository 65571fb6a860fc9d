import { retry } from "../../protocol/async/retry.ts";
import type { DurableEvent } from "../../protocol/log/event.ts";
import { graphError } from "../../schema/errors.ts";
import type { DraftRow, NotifiedText } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { isMeasured, record, recordSince } from "../../telemetry/metrics.ts";
import { type FollowableStream, FollowedStream, type Watcher } from "./followed-stream.ts";
import type { LogSource } from "./log-source.ts";
import { readRetry } from "./read-retry.ts";
import type { StreamTail } from "./stream-tail.ts";

/** Limit on the streams of one query. */
const streamsPerQuery = 1_000;

/** A stream with its watchers. */
export interface Watching {
  tail: StreamTail;
  add(watcher: Watcher): void;
  remove(watcher: Watcher): void;
}

/** Options of a hub. */
export interface HubOptions {
  log: Logger;
  /** Waits between the attempts of a read, ms. */
  waits?: readonly number[];
}

/** Follows the log for all readers of this process. Needs a session connection for LISTEN. */
export async function openHub(source: LogSource, options: HubOptions): Promise<Hub> {
  const hub = new Hub(source, options);
  await hub.listen();
  return hub;
}

/**
 * One LISTEN, and one query per wake-up for all changed streams with watchers. Queries do not overlap: the next one
 * answers the notifications that arrive meanwhile. A notification with events or text needs no query, unless the stream
 * changed before it and has not been read since: then events may be missing, and the entry may have ended.
 */
export class Hub {
  readonly #source: LogSource;
  readonly #options: HubOptions;
  readonly #streams = new Map<string, FollowedStream>();
  readonly #changed = new Set<string>();
  /** The streams of the query that runs. */
  #asked: ReadonlySet<string> = new Set();
  #listening: { close(): Promise<void> } | null = null;
  #epoch: string;
  #reading = false;
  #closed = false;

  constructor(source: LogSource, options: HubOptions) {
    this.#source = source;
    this.#options = options;
    this.#epoch = source.epoch();
  }

  /** The number of followed streams. */
  get followed(): number {
    return this.#streams.size;
  }

  /** Starts to listen for changes. */
  async listen(): Promise<void> {
    this.#listening = await this.#source.listen({
      onStreams: (ids) => this.#onNotified(ids),
      onEvents: (events) => this.#onNotes(events, (stream, own) => this.#addEvents(stream, own)),
      onTexts: (texts) => this.#onNotes(texts, (stream, own) => this.#addTexts(stream, own)),
      onReconnect: () => this.#rereadDrafts(),
      onLost: (error) => this.#options.log.warn("log.listen_failed", errorFields(error)),
    });
  }

  /** The tail of a stream after its first read; it is kept while it has watchers. Add one at once. */
  async watch(at: FollowableStream): Promise<Watching> {
    if (this.#closed) throw shuttingDown();
    this.#checkEpoch();
    const stream = this.#streams.get(at.id) ?? new FollowedStream(at);
    if (stream.tenant !== at.tenant) throw new Error(`stream ${at.id} has another tenant`);
    this.#streams.set(at.id, stream);
    const settled = stream.announce();
    if (stream.isBehind(at.head)) this.#onNotified([at.id]);
    await settled;
    return {
      tail: stream.tail,
      add: (watcher) => stream.add(watcher),
      remove: (watcher) => this.#remove(stream, watcher),
    };
  }

  /** Ends every reader; readers can resume at another process. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#endAll(shuttingDown());
    await this.#listening?.close();
  }

  #remove(stream: FollowedStream, watcher: Watcher) {
    stream.remove(watcher);
    const { streamId } = stream.tail;
    if (stream.isIdle && this.#streams.get(streamId) === stream) this.#streams.delete(streamId);
  }

  /** `ids` null: notifications may have been lost, so every stream is read. */
  #onNotified(ids: readonly string[] | null) {
    this.#checkEpoch();
    for (const id of ids ?? this.#streams.keys()) if (this.#streams.has(id)) this.#changed.add(id);
    void this.#readChanged();
  }

  /** `add` gives a stream its notes; false if it has to be read instead. */
  #onNotes<T extends { streamId: string }>(
    notes: readonly T[],
    add: (stream: FollowedStream, own: readonly T[]) => boolean,
  ) {
    if (this.#checkEpoch()) return;
    for (const [id, own] of Map.groupBy(notes, (note) => note.streamId)) {
      const stream = this.#streams.get(id);
      if (stream && !(this.#isCurrent(stream) && add(stream, own))) this.#changed.add(id);
    }
    void this.#readChanged();
  }

  /** True if the tail has every change that was reported before now. */
  #isCurrent({ isLoaded, tail }: FollowedStream): boolean {
    return isLoaded && !this.#changed.has(tail.streamId) && !this.#asked.has(tail.streamId);
  }

  #addEvents(stream: FollowedStream, events: readonly DurableEvent[]): boolean {
    if (!stream.tail.isFollowedBy(events)) return false;
    this.#apply(stream, events, []);
    return true;
  }

  #addTexts(stream: FollowedStream, texts: readonly NotifiedText[]): boolean {
    if (isMeasured()) recordLag([], texts);
    return stream.addNotified(texts);
  }

  /** After a crash of the database the drafts are different ones, and their numbers can be smaller. */
  #rereadDrafts() {
    for (const { tail } of this.#streams.values()) tail.rereadDrafts();
  }

  /** Tails of another epoch are useless: all readers end, and their cursors are checked when they resume. */
  #checkEpoch(): boolean {
    if (this.#source.epoch() === this.#epoch) return false;
    this.#epoch = this.#source.epoch();
    this.#endAll(moved());
    return true;
  }

  async #readChanged() {
    if (this.#reading) return;
    this.#reading = true;
    while (this.#changed.size > 0 && !this.#closed) {
      const ids = [...this.#changed].slice(0, streamsPerQuery);
      for (const id of ids) this.#changed.delete(id);
      this.#asked = new Set(ids);
      await this.#readSome(ids);
      this.#asked = new Set();
    }
    this.#reading = false;
  }

  async #readSome(ids: string[]) {
    const { log, waits } = this.#options;
    const onRetry = (error: unknown) => log.warn("log.read_failed", errorFields(error));
    try {
      await retry(() => this.#readInto(ids), readRetry({ steps: waits }), { onRetry });
    } catch (error) {
      log.error("log.read_retries_exhausted", { ...errorFields(error), streams: ids.length });
      for (const id of ids) this.#end(id, unavailable());
    }
  }

  async #readInto(ids: string[]) {
    const followed = ids.flatMap((id) => this.#streams.get(id) ?? []);
    if (followed.length === 0) return;
    const since = performance.now();
    const changes = await this.#source.changes(
      followed.map(({ tenant, tail }) => ({ tenant, ...tail.position() })),
    );
    recordSince("tramontane.log.read.duration", since, {});
    if (this.#checkEpoch()) return;
    const events = Map.groupBy(changes.events, (event) => event.streamId);
    const drafts = Map.groupBy(changes.drafts, (draft) => draft.streamId);
    for (const stream of followed) {
      const { streamId } = stream.tail;
      this.#apply(stream, events.get(streamId) ?? [], drafts.get(streamId) ?? []);
    }
  }

  #apply(
    stream: FollowedStream,
    events: readonly DurableEvent[],
    drafts: readonly DraftRow[],
  ) {
    if (isMeasured() && stream.isLoaded) recordLag(events, drafts);
    try {
      stream.apply(events, drafts);
    } catch (error) {
      const { streamId } = stream.tail;
      this.#options.log.error("log.tail_failed", { ...errorFields(error), streamId });
      this.#end(streamId, unavailable());
    }
  }

  #end(id: string, error: Error) {
    const stream = this.#streams.get(id);
    this.#streams.delete(id);
    stream?.end(error);
  }

  #endAll(error: Error) {
    for (const id of [...this.#streams.keys()]) this.#end(id, error);
  }
}

/** The lag of the newest event and draft: what arrived with them waited for the same read. */
function recordLag(events: readonly DurableEvent[], drafts: readonly { at: Date }[]) {
  const lag = (at: Date | undefined, kind: "event" | "text") => {
    if (at === undefined) return;
    record("tramontane.log.read.lag", Math.max(0, Date.now() - at.getTime()) / 1_000, { kind });
  };
  lag(events.at(-1)?.at, "event");
  lag(drafts.at(-1)?.at, "text");
}

const moved = () =>
  graphError("UNAVAILABLE", "The log was moved or restored. Resume the subscription.", {
    retryable: true,
  });
const unavailable = () =>
  graphError("UNAVAILABLE", "The log cannot be read. Resume the subscription later.", {
    retryable: true,
  });
const shuttingDown = () =>
  graphError(
    "SHUTTING_DOWN",
    "This server is shutting down. Resume the subscription at another one.",
    { retryable: true },
  );
