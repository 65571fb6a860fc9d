import type { DurableEvent } from "../../protocol/log/event.ts";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { connect, type Sql } from "../database/connect.ts";
import { readEpoch } from "./epoch.ts";
import { listen, type Listening, type ListenTimes, usualTimes } from "./listen-to-log.ts";
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

/** The reading side of the log, for one API process. */
export interface LogReader {
  /** The log's incarnation, as it was last seen. */
  epoch(): string;
  stream(tenant: string, streamId: string): Promise<StreamState | null>;
  events(streamId: string, afterSeq: number, limit: number): Promise<DurableEvent[]>;
  eventsBefore(streamId: string, beforeSeq: number, limit: number): Promise<DurableEvent[]>;
  eventsAt(places: readonly EventAddress[]): Promise<DurableEvent[]>;
  changes(positions: readonly Position[]): Promise<Changes>;
  listen(listener: LogListener): Promise<Listening>;
}

/** What hears of the log. */
export interface LogListener {
  /** These streams changed; null: look at all. */
  onStreams(ids: readonly string[] | null): void;
  /** There is a connection again: drafts known by number may be others now. `onStreams(null)` follows. */
  onReconnect(): void;
  /** The connection was lost; another is being made. */
  onLost(error: unknown): void;
}

/** A read that takes longer is given up and tried again, ms. */
const readWithinMs = 5_000;

/**
 * Opens the reading side. `url` leads to the same database as `sql`, and both to the primary, past any pooler: LISTEN
 * needs a session of its own.
 */
export async function openLog(
  sql: Sql,
  url: string,
  times: ListenTimes = usualTimes,
): Promise<LogReader> {
  let epoch = await readEpoch(sql);
  const see = async (own: Sql) => void (epoch = await readEpoch(own));
  const eyes = new Eyes(url, see);
  return {
    epoch: () => epoch,
    stream: async (tenant, id) => {
      const state = await readStream(sql, tenant, id);
      epoch = state?.epoch ?? epoch;
      return state;
    },
    events: (id, seq, limit) => withDeadline(readWithinMs, eventsAfter(sql, id, seq, limit)),
    eventsBefore: (id, seq, limit) => withDeadline(readWithinMs, eventsBefore(sql, id, seq, limit)),
    eventsAt: (places) => withDeadline(readWithinMs, eventsAt(sql, places)),
    changes: (positions) => eyes.read((own) => readChanges(own, positions)),
    listen: async (listener) => {
      const onConnected = async () => {
        await see(sql);
        listener.onReconnect();
      };
      const { onStreams, onLost } = listener;
      const listening = await listen(url, { onStreams, onLost, onConnected }, times);
      return {
        close: async () => {
          await listening.close();
          await eyes.close();
        },
      };
    },
  };
}

/**
 * The one connection that reads what is new for everybody; a new one after a read that did not come back. Each tells
 * first which incarnation of the log it reads: after a failover it can be here before the one that listens.
 */
class Eyes {
  readonly #url: string;
  readonly #see: (sql: Sql) => Promise<void>;
  #sql: Sql | null = null;

  constructor(url: string, see: (sql: Sql) => Promise<void>) {
    this.#url = url;
    this.#see = see;
  }

  async read<T>(query: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = this.#sql ?? await this.#open();
    try {
      return await withDeadline(readWithinMs, query(sql));
    } catch (error) {
      await this.#leave(sql);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#sql) await this.#leave(this.#sql);
  }

  async #open(): Promise<Sql> {
    const onClose = () => void this.#leave(sql); // the driver would make another one unseen
    const sql: Sql = connect(this.#url, { name: "tramontane-log-read", max: 1, onClose });
    try {
      await withDeadline(readWithinMs, this.#see(sql));
      return this.#sql = sql;
    } catch (error) {
      await this.#leave(sql);
      throw error;
    }
  }

  async #leave(sql: Sql): Promise<void> {
    if (this.#sql === sql) this.#sql = null;
    await sql.end({ timeout: 0 });
  }
}
