import { graphError } from "../../schema/errors.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { Fact } from "../../protocol/event.ts";
import type { DraftRow, Position } from "../../store/mod.ts";
import type { LogSource } from "./log-source.ts";
import { retried } from "./retry.ts";
import { StreamTail } from "./stream-tail.ts";

/** Who is told that a stream moved on. */
export interface Watcher {
  wake(): void;
  /** Nothing more will come here. */
  fail(error: unknown): void;
}

/** A stream being watched. */
export interface Watching {
  tail: StreamTail;
  add(watcher: Watcher): void;
  remove(watcher: Watcher): void;
}

/** Where the log stands for all readers of this process. */
export interface Hub {
  /** The tail of a stream, read up to `head` at least. Kept while it has watchers. */
  watch(streamId: string, stream: { head: number; oldest: number }): Promise<Watching>;
  /** Ends every reader; they may resume elsewhere. */
  close(): Promise<void>;
}

interface Stream {
  tail: StreamTail;
  watchers: Set<Watcher>;
  /** Settled once what stands in the store is in the tail. */
  loaded: PromiseWithResolvers<void>;
  isLoaded: boolean;
  /** Callers between `watch` and their first `add`. */
  arriving: number;
}

/** Facts read ahead of the end, so that who comes back after a short absence is served from memory. */
const preload = 32;
/** Most streams asked for in one query. */
const streamsPerQuery = 1_000;

/**
 * Follows the log: one LISTEN, and one query per wake-up for all streams that changed and have watchers, one at a
 * time; notifications that come meanwhile are answered together by the next.
 */
export async function openHub(
  source: LogSource,
  log: Logger,
  options: { waits?: readonly number[] } = {},
): Promise<Hub> {
  const streams = new Map<string, Stream>();
  const due = new Set<string>();
  let epoch = source.epoch();
  let reading = false;
  let closed = false;

  const onStreams = (ids: readonly string[] | null) => {
    if (source.epoch() !== epoch) return begin(source.epoch());
    for (const id of ids ?? streams.keys()) if (streams.has(id)) due.add(id);
    void readDue();
  };

  async function readDue() {
    if (reading) return;
    reading = true;
    while (due.size > 0 && !closed) {
      const ids = [...due].slice(0, streamsPerQuery);
      for (const id of ids) due.delete(id);
      await readSome(ids.filter((id) => streams.has(id)));
    }
    reading = false;
  }

  async function readSome(ids: string[]) {
    try {
      const onFailure = (error: unknown) => log.warn("log_read_failed", errorFields(error));
      await retried(() => readInto(ids), { onFailure, waits: options.waits });
    } catch (error) {
      log.error("log_read_given_up", { ...errorFields(error), streams: ids.length });
      for (const id of ids) endStream(id, unavailable());
    }
  }

  async function readInto(ids: string[]) {
    const followed = ids.flatMap((id) => streams.get(id) ?? []);
    const positions: Position[] = followed.map(({ tail }) => tail.position());
    if (positions.length === 0) return;
    const { facts, drafts } = await source.changes(positions);
    const factsOf = Map.groupBy(facts, (f) => f.streamId);
    const draftsOf = Map.groupBy(drafts, (d) => d.streamId);
    for (const stream of followed) {
      const id = stream.tail.streamId;
      takeIn(stream, factsOf.get(id) ?? [], draftsOf.get(id) ?? []);
    }
  }

  function takeIn(stream: Stream, facts: Fact[], drafts: DraftRow[]) {
    try {
      const changed = stream.tail.apply(facts, drafts);
      stream.isLoaded = true;
      stream.loaded.resolve();
      if (changed) { for (const watcher of [...stream.watchers]) watcher.wake(); }
    } catch (error) {
      log.error("log_tail_broken", { ...errorFields(error), streamId: stream.tail.streamId });
      endStream(stream.tail.streamId, unavailable());
    }
  }

  /** Another incarnation of the log: what is known of the old one says nothing about it. */
  function begin(next: string) {
    endAll(expired());
    epoch = next;
  }

  function endStream(id: string, error: Error) {
    const stream = streams.get(id);
    streams.delete(id);
    stream?.loaded.reject(error);
    for (const watcher of [...stream?.watchers ?? []]) watcher.fail(error);
  }

  function endAll(error: Error) {
    for (const id of [...streams.keys()]) endStream(id, error);
  }

  function dropIfUnused(id: string, stream: Stream) {
    if (stream.watchers.size > 0 || stream.arriving > 0) return;
    if (streams.get(id) === stream) streams.delete(id);
  }

  function follow(id: string, { head, oldest }: { head: number; oldest: number }): Stream {
    const known = streams.get(id);
    if (known) return known;
    const start = Math.max(oldest - 1, head - preload, 0);
    const loaded = Promise.withResolvers<void>();
    loaded.promise.catch(() => {}); // told to who awaits it; there may be nobody
    const tail = new StreamTail(id, start);
    const stream: Stream = { tail, watchers: new Set(), loaded, isLoaded: false, arriving: 0 };
    streams.set(id, stream);
    return stream;
  }

  const listening = await source.listen(onStreams);

  return {
    async watch(id, at) {
      if (closed) throw shuttingDown();
      if (source.epoch() !== epoch) begin(source.epoch());
      const stream = follow(id, at);
      stream.arriving++;
      if (stream.tail.head < at.head || !stream.isLoaded) onStreams([id]);
      try {
        await stream.loaded.promise;
      } catch (error) {
        stream.arriving--;
        throw error;
      }
      return watching(id, stream);
    },
    async close() {
      closed = true;
      endAll(shuttingDown());
      await listening.close();
    },
  };

  function watching(id: string, stream: Stream): Watching {
    let arrived = false;
    const arrive = () => {
      if (!arrived) stream.arriving--;
      arrived = true;
    };
    return {
      tail: stream.tail,
      add: (watcher) => {
        stream.watchers.add(watcher);
        arrive();
        if (streams.get(id) !== stream) watcher.fail(closed ? shuttingDown() : unavailable());
      },
      remove: (watcher) => {
        stream.watchers.delete(watcher);
        dropIfUnused(id, stream);
      },
    };
  }
}

const expired = () =>
  graphError("CURSOR_EXPIRED", "The log was restored. Query again and go on from `eventCursor`.");
const unavailable = () =>
  graphError("UNAVAILABLE", "The log cannot be read now. Resume later.", { retryable: true });
const shuttingDown = () =>
  graphError("SHUTTING_DOWN", "This server stops. Resume at another.", { retryable: true });
