import type { Fact } from "../../protocol/event.ts";
import { within } from "../../protocol/within.ts";
import { connect, type Sql } from "../connect.ts";
import { readEpoch } from "../epoch.ts";
import { listen, type Listening, type ListenTimes, usualTimes } from "./listen.ts";
import {
  type Changes,
  factsAfter,
  factsBefore,
  type Position,
  readChanges,
  readStream,
} from "./read-log.ts";

/** The reading side of the log, for one API process. */
export interface LogReader {
  /** The log's incarnation, as read at the last (re)connection. */
  epoch(): string;
  stream(tenant: string, streamId: string): Promise<{ head: number; oldest: number } | null>;
  facts(streamId: string, afterSeq: number, limit: number): Promise<Fact[]>;
  factsBefore(streamId: string, beforeSeq: number, limit: number): Promise<Fact[]>;
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
  const eyes = new Eyes(url);
  return {
    epoch: () => epoch,
    stream: (tenant, id) => readStream(sql, tenant, id),
    facts: (id, seq, limit) => within(readWithinMs, factsAfter(sql, id, seq, limit)),
    factsBefore: (id, seq, limit) => within(readWithinMs, factsBefore(sql, id, seq, limit)),
    changes: (positions) => eyes.read((own) => readChanges(own, positions)),
    listen: async (listener) => {
      const onConnected = async () => {
        epoch = await readEpoch(sql);
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

/** The one connection that reads what is new for everybody; a new one after a read that did not come back. */
class Eyes {
  readonly #url: string;
  #sql: Sql | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  async read<T>(query: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = this.#sql ??= connect(this.#url, { name: "tramontane-log-read", max: 1 });
    try {
      return await within(readWithinMs, query(sql));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const sql = this.#sql;
    this.#sql = null;
    await sql?.end({ timeout: 0 });
  }
}
