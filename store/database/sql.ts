import type postgres from "postgres";

/** A pool of connections to PostgreSQL. Column names arrive in camelCase, `bigint` as number. */
export type Sql = postgres.Sql<{ bigint: number }>;
/** A transaction. */
export type Tx = postgres.TransactionSql<{ bigint: number }>;
/** A pool or a transaction. */
export type Db = Sql | Tx;

/** SQL for an interval of `ms` milliseconds. */
export const interval = (db: Db, ms: number) => db`${ms} * interval '1 millisecond'`;

/** A value for a jsonb column. NUL and lone surrogates, which jsonb rejects, become U+FFFD. */
export function json(db: Db, value: unknown): postgres.Parameter {
  return db.json(sanitized(value) as postgres.JSONValue);
}

/** `value` with every text in it sanitized for jsonb and text columns; `value` itself where nothing is replaced. */
export function sanitized(value: unknown): unknown {
  return isSane(value) ? value : replaced(value);
}

/** Walks without a copy: nearly every value is sane. */
function isSane(value: unknown): boolean {
  if (typeof value === "string") return isSaneText(value);
  if (Array.isArray(value)) return value.every(isSane);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([k, v]) => isSaneText(k) && isSane(v));
}

const isSaneText = (text: string) => text.isWellFormed() && !text.includes("\0");

function replaced(value: unknown): unknown {
  if (typeof value === "string") return sanitizedText(value);
  if (Array.isArray(value)) return value.map(replaced);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [sanitizedText(k), replaced(v)]),
  );
}

/** Replaces NUL and lone surrogates. The length in UTF-16 code units does not change, so offsets stay valid. */
export function sanitizedText(text: string): string {
  if (isSaneText(text)) return text;
  return text.replace(
    // deno-lint-ignore no-control-regex
    /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "\ufffd",
  );
}
