import { type Db, json, type Sql } from "../database/sql.ts";
import { draftRows, type LogWrite } from "./draft-rows.ts";
import { entryEvent } from "./events.ts";

export type { DraftChunk, LogWrite } from "./draft-rows.ts";

/**
 * Outcome of a write. `busy`: another transaction has locked the stream, try again. `lost`: this attempt no longer has
 * the claim. `gone`: committed drafts are lost, as after a crash of PostgreSQL; write the text from its start. Unless the
 * outcome is `written`, nothing was written.
 */
export type WriteOutcome = "written" | "busy" | "lost" | "gone";

/** Identifies a claim of a call. */
export const writeKey = ({ call }: Pick<LogWrite, "call">) => `${call.id}/${call.fence}`;

/**
 * Writes what several calls have pending in one transaction, whose notifications carry the text. At most one write per
 * claim. Sending the same batch again changes nothing, so a lost response does no harm. Returns outcomes by `writeKey`.
 */
export async function writeLog(
  sql: Sql,
  batch: readonly LogWrite[],
): Promise<Map<string, WriteOutcome>> {
  const byTenant = [...Map.groupBy(batch, ({ call }) => call.tenant)];
  const [first] = byTenant;
  if (!first) return new Map();
  if (byTenant.length === 1) return await writeOfTenant(sql, ...first);
  const written = await sql.begin((tx) =>
    byTenant.map(([tenant, own]) => writeOfTenant(tx, tenant, own))
  );
  return new Map(written.flatMap((outcomes) => [...outcomes]));
}

/** As one statement, which sets the tenant itself. */
async function writeOfTenant(
  db: Db,
  tenant: string,
  batch: readonly LogWrite[],
): Promise<Map<string, WriteOutcome>> {
  const rows = draftRows(batch);
  const known = batch.flatMap((w, n) => w.written.map((part) => ({ ...part, item: n + 1 })));
  const refused = await db<{ item: number; outcome: WriteOutcome }[]>`
    select * from write_drafts(${tenant}, ${batch.map((w) => w.call.id)}, ${
    batch.map((w) => w.call.fence)
  },
      ${json(db, announcing(batch))}, ${rows.map((r) => r.item)}, ${rows.map((r) => r.streamId)},
      ${rows.map((r) => r.entryId)}, ${rows.map((r) => r.part)}, ${rows.map((r) => r.offset)},
      ${rows.map((r) => r.kind)}, ${rows.map((r) => r.text)}, ${rows.map((r) => r.page)}, ${
    rows.map((r) => r.note)
  },
      ${known.map((k) => k.item)}, ${known.map((k) => k.entryId)}, ${known.map((k) => k.part)})`;
  const outcomes = new Map<string, WriteOutcome>(batch.map((w) => [writeKey(w), "written"]));
  for (const { item, outcome } of refused) {
    const write = batch[item - 1];
    if (write) outcomes.set(writeKey(write), outcome);
  }
  return outcomes;
}

/** The items of a batch that announce entries, with the events. */
function announcing(batch: readonly LogWrite[]) {
  return batch.flatMap(({ call, opened }, n) =>
    opened.length === 0 ? [] : [{
      item: n + 1,
      callId: call.id,
      tenant: call.tenant,
      streamId: call.conversationId,
      turnId: call.turnId,
      opened,
      events: opened.map((e) => entryEvent(call.turnId, e.id, "RUNNING")),
    }]
  );
}
