import type { Fact } from "../../protocol/event.ts";
import type { Sql } from "../connect.ts";
import { readEpoch } from "../epoch.ts";
import { listen, type Listening } from "./listen.ts";
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
  /** Tells which streams changed; null: look at all, as after a lost connection. */
  listen(onStreams: (ids: readonly string[] | null) => void): Promise<Listening>;
}

/** Opens the reading side. Needs a session connection to the primary: LISTEN does not pass a pooler. */
export async function openLog(sql: Sql): Promise<LogReader> {
  let epoch = await readEpoch(sql);
  const reread = async () => {
    epoch = await readEpoch(sql);
  };
  return {
    epoch: () => epoch,
    stream: (tenant, id) => readStream(sql, tenant, id),
    facts: (id, seq, limit) => factsAfter(sql, id, seq, limit),
    factsBefore: (id, seq, limit) => factsBefore(sql, id, seq, limit),
    changes: (positions) => readChanges(sql, positions),
    listen: (onStreams) => listen(sql, onStreams, reread),
  };
}
