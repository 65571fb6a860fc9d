import type { PointAsk, PointGrant } from "../../protocol/quota/points.ts";
import { type Db, json } from "../database/sql.ts";

/** Reserves points of a tenant, and gives back what was reserved and not used. One answer for each, in their order. */
export async function takePoints(
  db: Db,
  tenant: string,
  asks: readonly PointAsk[],
): Promise<PointGrant[]> {
  const placed = asks.map((ask, place) => ({ ...ask, place }));
  const rows = await db<(PointGrant & { place: number })[]>`
    select * from take_points(${tenant}, ${json(db, placed)})`;
  return rows.toSorted((a, b) => a.place - b.place);
}

/** Deletes buckets that have been empty for a day: what they count is zero. */
export async function purgePointBuckets(db: Db): Promise<void> {
  await db`select purge_point_buckets()`;
}
