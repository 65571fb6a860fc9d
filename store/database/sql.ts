import type postgres from "postgres";

/** A pool of connections to PostgreSQL. Column names come back in camelCase, bigint as number. */
export type Sql = postgres.Sql<{ bigint: number }>;
/** A transaction of `Sql`, or the pool itself. */
export type Db = Sql | postgres.TransactionSql<{ bigint: number }>;
/** A transaction. */
export type Tx = postgres.TransactionSql<{ bigint: number }>;
