import DataLoader from "dataloader";
import type { Load } from "../../schema/ports/reads.ts";

/** Limit on the ids of one query. */
const idsPerQuery = 1_000;

/**
 * Loads by a query of many: the ids that all operations of the tenant request within one tick are one query that names
 * each id once. Nothing is cached, so that a value is always current.
 */
export function loader<T>(query: (ids: string[]) => Promise<readonly T[]>): Load<T> {
  const loading = new DataLoader<string, T>((ids) => loadOnce(ids, query), {
    cache: false,
    maxBatchSize: idsPerQuery,
  });
  return (id) => loading.load(id);
}

async function loadOnce<T>(
  ids: readonly string[],
  query: (ids: string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const places = new Map([...new Set(ids)].map((id, place) => [id, place]));
  const found = await query([...places.keys()]);
  return ids.map((id) => found[places.get(id) ?? -1] as T);
}
