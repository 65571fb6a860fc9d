import { withDeadline } from "../../protocol/async/deadline.ts";
import type { DurableEvent } from "../../protocol/log/event.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { ChangeReader, readTimeoutMs } from "./change-reader.ts";
import { readEpoch } from "./epoch.ts";
import { listen, type Listening, type ListenTimes, usualTimes } from "./listen-to-log.ts";
import type { NotifiedText } from "./notified-text.ts";
import {
  type Changes,
  type EventAddress,
  eventsAfter,
  eventsAt,
  eventsBefore,
  type Position,
  readChanges,
  readStream,
  type StreamState,
} from "./read-log.ts";

/** The log as one API process reads it. */
export interface LogReader {
  /** The log's epoch as of the last read. */
  epoch(): string;
  stream(tenant: string, streamId: string): Promise<StreamState | null>;
  events(
    tenant: string,
    streamId: string,
    afterSeq: number,
    limit: number,
  ): Promise<DurableEvent[]>;
  eventsBefore(
    tenant: string,
    streamId: string,
    beforeSeq: number,
    limit: number,
  ): Promise<DurableEvent[]>;
  eventsAt(tenant: string, places: readonly EventAddress[]): Promise<DurableEvent[]>;
  changes(positions: readonly Position[]): Promise<Changes>;
  listen(listener: LogListener): Promise<Listening>;
}

/** Callbacks of a listener to the log. */
export interface LogListener {
  /** These streams changed; null: check all. */
  onStreams(ids: readonly string[] | null): void;
  /** These events were committed, after all changes that were reported before. */
  onEvents(events: readonly DurableEvent[]): void;
  /** These texts were committed, after all changes that were reported before. */
  onTexts(texts: readonly NotifiedText[]): void;
  /** There is a new connection: drafts known by number may have been replaced. `onStreams(null)` follows. */
  onReconnect(): void;
  /** The connection was lost; another one is being made. */
  onLost(error: unknown): void;
}

/**
 * Opens the log for reading. `url` leads to the same database as `sql`, and both to the primary without a pooler: LISTEN
 * needs a session of its own.
 */
export async function openLog(
  sql: Sql,
  url: string,
  times: ListenTimes = usualTimes,
): Promise<LogReader> {
  let epoch = await readEpoch(sql);
  const updateEpoch = async (over: Sql) => void (epoch = await readEpoch(over));
  const reader = new ChangeReader(url, updateEpoch);
  return {
    epoch: () => epoch,
    stream: async (tenant, id) => {
      const state = await readStream(inTenant(sql, tenant), tenant, id);
      epoch = state?.epoch ?? epoch;
      return state;
    },
    events: (tenant, ...range) =>
      withDeadline(readTimeoutMs, eventsAfter(inTenant(sql, tenant), ...range)),
    eventsBefore: (tenant, ...range) =>
      withDeadline(readTimeoutMs, eventsBefore(inTenant(sql, tenant), ...range)),
    eventsAt: (tenant, places) =>
      withDeadline(readTimeoutMs, eventsAt(inTenant(sql, tenant), places)),
    changes: (positions) => reader.read((over) => readChanges(over, positions)),
    listen: async ({ onReconnect, ...callbacks }) => {
      const onConnected = async () => {
        await updateEpoch(sql);
        onReconnect();
      };
      const listening = await listen(url, { ...callbacks, onConnected }, times);
      return {
        close: async () => {
          await listening.close();
          await reader.close();
        },
      };
    },
  };
}
