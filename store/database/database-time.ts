import type { Sql } from "./sql.ts";

/** The time of PostgreSQL, which is the same for all processes, whatever the clocks of their machines are. */
export async function databaseTime(sql: Sql): Promise<Date> {
  const [row] = await sql<{ at: Date }[]>`select clock_timestamp()::timestamptz(3) as at`;
  if (!row) throw new Error("PostgreSQL did not return its time");
  return row.at;
}
