import DataLoader from "dataloader";
import { retry } from "../../protocol/async/retry.ts";
import {
  coveredFrom,
  type EarlierPosition,
  encodeCursor,
  markOf,
  resumePoint,
} from "../../protocol/log/cursor.ts";
import type { DurableEvent } from "../../protocol/log/event.ts";
import { approvalsStreamId, feedStreamId, isId } from "../../protocol/ids.ts";
import { limits } from "../../protocol/limits.ts";
import type { PageArgs } from "../../protocol/paging.ts";
import type { EventLog, EventPage, LogEvent } from "../../schema/ports/event-log.ts";
import { graphError } from "../../schema/errors.ts";
import type { EventAddress } from "../../store/mod.ts";
import { FrameClock } from "./frame-clock.ts";
import type { Hub, Watching } from "./hub.ts";
import type { LogSource } from "./log-source.ts";
import { readRetry } from "./read-retry.ts";
import { onlySome } from "./only-some.ts";
import { pageOfSome } from "./page-of-some.ts";
import { StreamReader } from "./stream-reader.ts";

/** Events of one page for a reader that the tail has left behind. */
const eventsPerPage = 200;

/** The log of one tenant. */
export function eventLog(
  source: LogSource,
  hub: Hub,
  tenant: string,
  frames: FrameClock = new FrameClock(),
): EventLog {
  const approvals = approvalsStreamId(tenant);
  const feed = feedStreamId(tenant);
  const isOfTenant = (streamId: string) => streamId === approvals || streamId === feed;
  const cursor = (streamId: string, seq: number, mark?: string) =>
    encodeCursor({ epoch: source.epoch(), streamId, seq, mark });
  const events = new DataLoader<EventAddress, DurableEvent | null>(async (places) => {
    const found = await source.eventsAt(tenant, places);
    return places.map(({ streamId, seq }) =>
      found.find((f) => f.streamId === streamId && f.seq === seq) ?? null
    );
  }, { cache: false, maxBatchSize: limits.pageSize });
  const cursorBehind = (event: DurableEvent) => cursor(event.streamId, event.seq, markOf(event));

  const find = async (streamId: string): Promise<StreamAt> => {
    const research = isId("research", streamId);
    const known = research || isId("conversation", streamId) || isOfTenant(streamId);
    const found = known ? await source.stream(tenant, streamId) : null;
    // The streams of the tenant exist before their first event.
    if (!found && isOfTenant(streamId)) {
      return { tenant, id: streamId, epoch: source.epoch(), head: 0, oldest: 1 };
    }
    if (!found) {
      const what = research ? "research run" : "conversation";
      throw graphError("NOT_FOUND", `There is no ${what} with this id.`);
    }
    return { tenant, id: streamId, ...found };
  };

  const read = async (stream: StreamAt, after: string | null, deltas: boolean) => {
    const seq = await resolveCursor(source, stream, after);
    const watching = await hub.watch(stream);
    return startReader(watching, {
      seq,
      deltas,
      frames,
      start: after ?? cursor(stream.id, seq),
      cursor: cursorBehind,
      page: (at) => retry(() => source.events(tenant, stream.id, at, eventsPerPage), readRetry()),
    });
  };

  return {
    approvals,
    feed,
    cursor: (streamId, seq) => cursor(streamId, seq),
    durableCursor: async (streamId, seq) => {
      const event = seq === 0 ? null : await events.load({ streamId, seq });
      return event ? cursorBehind(event) : cursor(streamId, seq);
    },
    subscribe: async (streamId, { after, deltas, onAlreadyEnded, only }) => {
      const stream = await find(streamId);
      const reader = await read(stream, after, deltas);
      if (reader.isOver) onAlreadyEnded?.();
      return only ? onlySome(reader, only, after === null ? null : coveredFrom(after)) : reader;
    },
    page: async (streamId, args, waitMs, only = null) => {
      const toEvent = (event: DurableEvent) => toLogEvent(event, cursorBehind(event));
      const readPage = async (at: StreamAt) => {
        if (only) return await pageOfSome(args, only, (part) => somePage(at, part));
        return toPage(at, args, (await pageOf(source, at, args)).map(toEvent));
      };
      const somePage = async (at: StreamAt, part: PageArgs) =>
        toPage(at, part, (await pageOf(source, at, part)).map(toEvent));
      const page = await readPage(await find(streamId));
      if (page.items.length > 0 || waitMs === null || args.after == null) return page;
      // A filter may have left out events that were appended after the stream was found.
      const reader = await read(await find(streamId), page.after ?? args.after, false);
      await firstOrTimeout(only ? onlySome(reader, only) : reader, waitMs);
      return await readPage(await find(streamId));
    },
  };
}

/** A stream with its limits. */
export interface StreamAt {
  tenant: string;
  id: string;
  epoch: string;
  head: number;
  oldest: number;
}

type Rest = Omit<ConstructorParameters<typeof StreamReader>[0], "tail" | "onEnd">;

function startReader(watching: Watching, rest: Rest): StreamReader {
  const onEnd = () => watching.remove(reader);
  const reader = new StreamReader({ ...rest, tail: watching.tail, onEnd });
  watching.add(reader);
  return reader;
}

/** The number of the event to continue after; throws the typed error of a refused cursor. */
async function resolveCursor(
  source: LogSource,
  stream: StreamAt,
  cursor: string | null | undefined,
): Promise<number> {
  const place = resumePoint(cursor, stream);
  if (typeof place === "number") return place;
  if (place === "BAD_CURSOR") {
    throw graphError("BAD_CURSOR", "This is not a cursor of this stream.");
  }
  if (place !== "CURSOR_EXPIRED" && await isSame(source, stream, place)) return place.seq;
  const words = "What follows this cursor is no longer kept, or the log was restored.";
  throw graphError("CURSOR_EXPIRED", `${words} Query again and continue from \`eventCursor\`.`);
}

/** Whether this epoch of the log has the event that a cursor of another epoch names. */
async function isSame(source: LogSource, { tenant, id }: StreamAt, { seq, mark }: EarlierPosition) {
  const [event] = await source.eventsAt(tenant, [{ streamId: id, seq }]);
  return event !== undefined && markOf(event) === mark;
}

async function pageOf(
  source: LogSource,
  stream: StreamAt,
  args: PageArgs,
): Promise<DurableEvent[]> {
  if (args.last == null) {
    const first = args.first ?? limits.pageSizeDefault;
    const after = await resolveCursor(source, stream, args.after);
    return await source.events(stream.tenant, stream.id, after, first);
  }
  const before = args.before == null
    ? stream.head + 1
    : await resolveCursor(source, stream, args.before);
  return await source.eventsBefore(stream.tenant, stream.id, before, args.last);
}

/** The page of these events, oldest first. */
export function toPage(stream: StreamAt, args: PageArgs, events: LogEvent[]): EventPage {
  const first = events[0]?.seq;
  const last = events.at(-1)?.seq;
  // An empty page lies after the newest event or before the oldest one.
  const anyKept = stream.head >= stream.oldest;
  return {
    items: events.map((node) => ({ cursor: node.cursor, node })),
    hasNextPage: last !== undefined ? last < stream.head : args.before != null && anyKept,
    hasPreviousPage: first !== undefined ? first > stream.oldest : args.after != null && anyKept,
    after: args.after ?? null,
  };
}

function toLogEvent({ seq, at, body }: DurableEvent, cursor: string): LogEvent {
  return { cursor, fromSeq: seq, seq, at, body };
}

async function firstOrTimeout(
  reader: AsyncIterableIterator<LogEvent>,
  ms: number,
): Promise<void> {
  const timer = setTimeout(() => void reader.return?.(), ms);
  try {
    await reader.next();
  } finally {
    clearTimeout(timer);
    await reader.return?.();
  }
}
