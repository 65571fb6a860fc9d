import type { DraftChunk } from "../../protocol/event.ts";
import type { Sql } from "../connect.ts";
import type { HeldCall } from "../engine/held-call.ts";
import type { OpenedEntry } from "../engine/model-outcome.ts";
import { type LogWrite, writeKey, writeLog, type WriteOutcome } from "../log/write-log.ts";

/** A write of one call. */
export function aWrite(
  call: HeldCall,
  opened: OpenedEntry[],
  chunks: DraftChunk[],
  written: LogWrite["written"] = [],
): LogWrite {
  return { call, opened, chunks, written };
}

/** Writes for one call alone; what became of it. */
export async function writeOne(
  sql: Sql,
  ...write: Parameters<typeof aWrite>
): Promise<WriteOutcome | undefined> {
  const one = aWrite(...write);
  return (await writeLog(sql, [one])).get(writeKey(one));
}
