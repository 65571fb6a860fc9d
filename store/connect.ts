import postgres from "postgres";

/** A pool of connections to PostgreSQL. Column names come back in camelCase, bigint as number. */
export type Sql = postgres.Sql<{ bigint: number }>;
/** A transaction of `Sql`, or the pool itself. */
export type Db = Sql | postgres.TransactionSql<{ bigint: number }>;
/** A transaction. */
export type Tx = postgres.TransactionSql<{ bigint: number }>;

const bigint = {
  to: 20,
  from: [20, 1700],
  serialize: (n: number) => String(n),
  parse: (text: string) => Number(text),
};

/**
 * Opens a pool lazily; nothing is sent before the first query. Statements end after 15 s and idle connections
 * after a minute, so that nothing waits for ever. `name` is shown in pg_stat_activity.
 */
export function connect(url: string, options: { name: string; max?: number }): Sql {
  return postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    connection: { application_name: options.name, statement_timeout: 15_000 },
    transform: { column: { from: postgres.toCamel }, undefined: null },
    types: { bigint },
    onnotice: () => {},
  });
}

/** A value for a jsonb column. NUL and half surrogates, which jsonb refuses, become U+FFFD. */
export function json(db: Db, value: unknown): postgres.Parameter {
  return db.json(sanitized(value) as postgres.JSONValue);
}

/** `value` with every text made fit for jsonb and text columns. */
export function sanitized(value: unknown): unknown {
  if (typeof value === "string") return sanitizedText(value);
  if (Array.isArray(value)) return value.map(sanitized);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [sanitizedText(k), sanitized(v)]),
  );
}

/** A text without NUL and half surrogates. The length in UTF-16 code units stays, so offsets stay true. */
export function sanitizedText(text: string): string {
  return text.replace(
    // deno-lint-ignore no-control-regex
    /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "\ufffd",
  );
}
