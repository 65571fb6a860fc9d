import { inTenant } from "../database/in-tenant.ts";
import { withAdvisoryLock } from "../database/advisory-lock.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { type IndexedKind, type IndexedObject, indexObjects } from "./index-objects.ts";

const kinds: readonly IndexedKind[] = ["conversation", "research", "turn"];

/** How far the texts of one kind are searchable. */
export interface Backfill {
  kind: IndexedKind;
  /** The last id that was indexed; empty: none. */
  afterId: string;
  finishedAt: Date | null;
}

/**
 * Indexes up to `most` objects that existed before the search, or before PostgreSQL lost its texts, in the order of their
 * ids. One process does so at a time. Its progress is saved after each call: if it is killed, the next one repeats these
 * objects, which changes nothing. Returns true if more may be left; false: nothing is, or another process is at it.
 */
export async function backfillSearch(sql: Sql, most: number): Promise<boolean> {
  return await withAdvisoryLock(sql, "search", async (lock) => {
    const next = await nextKind(lock);
    if (next === null) return false;
    const { kind, afterId } = next;
    const objects = await lock<IndexedObject[]>`
      select tenant, id from objects_to_index(${kind}, ${afterId}, ${most})`;
    for (const [tenant, own] of Map.groupBy(objects, (o) => o.tenant)) {
      await inTenant(sql, tenant).begin((tx) =>
        indexObjects(tx, tenant, kind, own.map(({ id }) => id))
      );
    }
    await saveProgress(lock, kind, objects, objects.length < most);
    return true;
  }) ?? false;
}

async function nextKind(tx: Tx): Promise<Backfill | null> {
  const states = await tx<Backfill[]>`select kind, after_id, finished_at from search_backfill`;
  const stateOf = (kind: IndexedKind) =>
    states.find((s) => s.kind === kind) ?? { kind, afterId: "", finishedAt: null };
  return kinds.map(stateOf).find((s) => s.finishedAt === null) ?? null;
}

async function saveProgress(
  tx: Tx,
  kind: IndexedKind,
  objects: readonly IndexedObject[],
  isLast: boolean,
) {
  const last = objects.at(-1)?.id ?? null;
  const at = isLast ? new Date() : null;
  await tx`insert into search_backfill as b (kind, after_id, indexed, finished_at)
    values (${kind}, ${last ?? ""}, ${objects.length}, ${at})
    on conflict (kind) do update set after_id = coalesce(${last}, b.after_id),
      indexed = b.indexed + excluded.indexed, finished_at = excluded.finished_at`;
}

/** True if texts from before may still be missing. */
export async function isBackfilling(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ finished: number }[]>`
    select count(*) as finished from search_backfill where finished_at is not null`;
  return row?.finished !== kinds.length;
}
