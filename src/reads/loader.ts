import DataLoader from "dataloader";
import type { Load } from "../../schema/ports/reads.ts";

/** Most ids of one query. */
const idsPerQuery = 1_000;

/**
 * A loader over a query of many: the ids asked for in one tick, by whatever operation of the tenant, are answered
 * by one query, each id named once. Nothing is kept: what is read is as it is now.
 */
export function loader<T>(query: (ids: string[]) => Promise<readonly T[]>): Load<T> {
  const loading = new DataLoader<string, T>((ids) => answered(ids, query), {
    cache: false,
    maxBatchSize: idsPerQuery,
  });
  return (id) => loading.load(id);
}

async function answered<T>(
  ids: readonly string[],
  query: (ids: string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const places = new Map([...new Set(ids)].map((id, place) => [id, place]));
  const found = await query([...places.keys()]);
  return ids.map((id) => found[places.get(id) ?? -1] as T);
}
