import type { DraftDelta, DurableEvent } from "../../protocol/log/event.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";

/** An event of a stream, with its content as `body`. */
export interface LogEvent<T = EventBody> {
  cursor: string;
  fromSeq: number;
  seq: number;
  at: Date;
  body: T;
}

/** Text of an entry that is being written. It has no number of its own. */
export type TextDelta = { kind: "TextDelta"; delta: DraftDelta };
/** Content of an event. `kind` is the name of its GraphQL type. */
export type EventBody = DurableEvent["body"] | TextDelta;
/** The body of that kind. */
export type BodyOf<K extends EventBody["kind"]> = Extract<EventBody, { kind: K }>;

/**
 * A page of stored events. `after` is the end cursor of an empty page: the requested cursor, or how far a filter looked;
 * `before` likewise its start cursor.
 */
export interface EventPage extends Page<LogEvent> {
  after: string | null;
  before?: string | null;
}

/** Which events of a stream a reader gets: the next one that it gets covers the numbers of those that are left out. */
export type Only = (body: EventBody) => boolean | Promise<boolean>;

/** Streams of events. Its errors are GraphQL errors with code NOT_FOUND, BAD_CURSOR or CURSOR_EXPIRED. */
export interface EventLog {
  /** Id of the tenant's approvals stream, which never ends. */
  approvals: string;
  /** Id of the tenant's feed, which never ends. */
  feed: string;
  /** Cursor after the event `seq`. It is not valid after a failover of the database. */
  cursor(streamId: string, seq: number): string;
  /** Cursor after the event `seq`, which it reads. It stays valid after a failover that kept the event. */
  durableCursor(streamId: string, seq: number): Promise<string>;
  /** Stored events. With `waitMs`, an empty page at the end of the stream waits for an event, at most that long. */
  page(
    streamId: string,
    args: PageArgs,
    waitMs: number | null,
    only?: Only | null,
  ): Promise<EventPage>;
  /** Stored events after `after`, then the text that is being written, then live events, to the end of the stream. */
  subscribe(streamId: string, options: Subscribing): Promise<AsyncIterableIterator<LogEvent>>;
}

/** Options of a subscription to a stream. */
export interface Subscribing {
  after: string | null;
  deltas: boolean;
  onAlreadyEnded?: (() => void) | undefined;
  /** Null or left out: all events. */
  only?: Only | null;
}
