import { encodeCursor, resumePoint } from "../../protocol/cursor.ts";
import type { Fact } from "../../protocol/event.ts";
import { approvalsStreamId, isId } from "../../protocol/ids.ts";
import { limits } from "../../protocol/limits.ts";
import type { PageArgs } from "../../protocol/records.ts";
import type { EventLog, EventPage, LogEvent } from "../../schema/context.ts";
import { graphError } from "../../schema/errors.ts";
import type { Hub, Watching } from "./hub.ts";
import type { LogSource } from "./log-source.ts";
import { retried } from "./retry.ts";
import { StreamReader } from "./stream-reader.ts";

/** Facts fetched at once for a reader that is behind. */
const factsPerPage = 200;

/** The log as one tenant sees it. */
export function eventLog(source: LogSource, hub: Hub, tenant: string): EventLog {
  const approvals = approvalsStreamId(tenant);
  const cursor = (streamId: string, seq: number) =>
    encodeCursor({ epoch: source.epoch(), streamId, seq });

  const find = async (streamId: string): Promise<StreamAt> => {
    const known = isId("conversation", streamId) || streamId === approvals;
    const found = known ? await source.stream(tenant, streamId) : null;
    // The log of approvals is there before the first of them.
    if (!found && streamId === approvals) {
      return { id: streamId, epoch: source.epoch(), head: 0, oldest: 1 };
    }
    if (!found) throw graphError("NOT_FOUND", "There is no such conversation.");
    return { id: streamId, epoch: source.epoch(), ...found };
  };

  const read = async (stream: StreamAt, seq: number, deltas: boolean): Promise<StreamReader> => {
    const watching = await hub.watch(stream.id, stream);
    return startReader(watching, {
      seq,
      deltas,
      cursor: (at) => cursor(stream.id, at),
      page: (at) => retried(() => source.facts(stream.id, at, factsPerPage)),
    });
  };

  return {
    approvals,
    cursor,
    subscribe: async (streamId, { after, deltas, onOver }) => {
      const stream = await find(streamId);
      const reader = await read(stream, placeIn(stream, after), deltas);
      if (reader.isOver) onOver?.();
      return reader;
    },
    page: async (streamId, args, waitMs) => {
      const stream = await find(streamId);
      const toEvent = (fact: Fact) => factEvent(fact, cursor(stream.id, fact.seq));
      const facts = await pageOf(source, stream, args);
      if (facts.length > 0 || waitMs === null || args.after == null) {
        return toPage(stream, args, facts.map(toEvent));
      }
      const reader = await read(stream, placeIn(stream, args.after), false);
      await firstOrTimeout(reader, waitMs);
      const now = await find(streamId);
      return toPage(now, args, (await pageOf(source, now, args)).map(toEvent));
    },
  };
}

/** A stream and where it stands. */
export interface StreamAt {
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

/** Number to go on behind; throws the typed error of a cursor that is refused. */
function placeIn(stream: StreamAt, cursor: string | null | undefined): number {
  const place = resumePoint(cursor, stream);
  if (typeof place === "number") return place;
  throw place === "BAD_CURSOR"
    ? graphError("BAD_CURSOR", "This is not a cursor of this stream.")
    : graphError(
      "CURSOR_EXPIRED",
      "What follows this cursor is no longer kept. Query again and go on from `eventCursor`.",
    );
}

function pageOf(source: LogSource, stream: StreamAt, args: PageArgs): Promise<Fact[]> {
  if (args.last == null) {
    const first = args.first ?? limits.pageSizeDefault;
    return source.facts(stream.id, placeIn(stream, args.after), first);
  }
  const before = args.before == null ? stream.head + 1 : placeIn(stream, args.before);
  return source.factsBefore(stream.id, before, args.last);
}

/** The page of these facts, oldest first. */
export function toPage(stream: StreamAt, args: PageArgs, events: LogEvent[]): EventPage {
  const first = events[0]?.seq;
  const last = events.at(-1)?.seq;
  // An empty page lies behind the newest fact or before the oldest one.
  const anyKept = stream.head >= stream.oldest;
  return {
    items: events.map((node) => ({ cursor: node.cursor, node })),
    hasNextPage: last !== undefined ? last < stream.head : args.before != null && anyKept,
    hasPreviousPage: first !== undefined ? first > stream.oldest : args.after != null && anyKept,
    after: args.after ?? null,
  };
}

function factEvent({ seq, at, body }: Fact, cursor: string): LogEvent {
  return { cursor, fromSeq: seq, seq, at, body };
}

async function firstOrTimeout(reader: StreamReader, ms: number): Promise<void> {
  const timer = setTimeout(() => void reader.return(), ms);
  try {
    await reader.next();
  } finally {
    clearTimeout(timer);
    await reader.return();
  }
}
