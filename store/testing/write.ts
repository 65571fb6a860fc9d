import type { DraftDelta } from "../../protocol/log/event.ts";
import type { Sql } from "../database/sql.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import type { OpenedEntry } from "../call/model-outcome.ts";
import { type LogWrite, writeKey, writeLog, type WriteOutcome } from "../log/write-log.ts";

/** A write of one call. */
export function aWrite(
  call: ClaimedCall,
  opened: OpenedEntry[],
  chunks: DraftDelta[],
  written: LogWrite["written"] = [],
): LogWrite {
  return { call, opened, chunks, written };
}

/** Writes for one call and returns the outcome. */
export async function writeOne(
  sql: Sql,
  ...write: Parameters<typeof aWrite>
): Promise<WriteOutcome | undefined> {
  const one = aWrite(...write);
  return (await writeLog(sql, [one])).get(writeKey(one));
}
