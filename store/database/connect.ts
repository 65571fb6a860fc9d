import postgres from "postgres";
import { hostsOf, splitDatabaseTls } from "../../protocol/database-tls.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { withArrayTypesOnce } from "./array-types.ts";
import { withCommittedEvents } from "./committed-events.ts";
import { withSafeBegin } from "./safe-begin.ts";
import { silenceTimeoutSocket } from "./silence-timeout.ts";
import type { Db, Sql } from "./sql.ts";
import { tlsOptions } from "./tls-options.ts";

export type { Db, Sql, Tx } from "./sql.ts";

const bigint = {
  to: 20,
  from: [20, 1700],
  serialize: (n: number) => String(n),
  parse: (text: string) => Number(text),
};

/** How a pool is opened. */
export interface ConnectOptions {
  /** Shown in pg_stat_activity. */
  name: string;
  /** Most connections; 10 when left out. */
  max?: number;
  /** A connection was closed, by whoever. */
  onClose?: () => void;
  /** A notification came on a connection that listens. */
  onNotify?: (channel: string, payload: string) => void;
  /** Facts of a transaction that committed; see `withCommittedEvents`. */
  onEvents?: (events: readonly NewEvent[]) => void;
  /** Connections are kept while idle. */
  keep?: boolean;
  /** For work that takes minutes, as of an operator: no limit of time. */
  patient?: boolean;
  /**
   * Through a pooler that gives each transaction any session, as PgBouncer does: nothing is prepared by name, and the
   * limit of a statement's time is left to the role, since a pooler refuses settings that it does not know.
   */
  pooled?: boolean;
}

/** Where the database is. */
export interface DatabaseUrls {
  /** The primary itself. */
  databaseUrl: string;
  /** The same through a pooler, for short transactions; null where there is none. */
  databasePoolUrl: string | null;
}

/** A pool for short transactions, through the pooler where there is one. Not for LISTEN. */
export function connectShort(urls: DatabaseUrls, options: ConnectOptions): Sql {
  const { databaseUrl, databasePoolUrl } = urls;
  return databasePoolUrl
    ? connect(databasePoolUrl, { ...options, pooled: true })
    : connect(databaseUrl, options);
}

/**
 * Wait before a connection is tried again after `failures` in a row, s. The driver's default grows to 20 s, by which
 * queries would be late after the database is back.
 */
export function reconnectSeconds(failures: number, chance: number): number {
  return (0.5 + chance / 2) * Math.min(3 ** failures / 100, 1);
}

/**
 * Opens a pool lazily; nothing is sent before the first query. Statements end after 15 s, silent connections after
 * 20 s and idle ones after a minute, so that nothing waits for ever. The URL's `sslmode`, `sslrootcert`, `sslcert` and
 * `sslkey` hold as libpq has them; throws where a file of these cannot be read.
 */
export function connect(url: string, options: ConnectOptions): Sql {
  const { bare, tls } = splitDatabaseTls(url);
  const { name, max = 10, keep = false, patient = false, pooled = false } = options;
  const { onClose = () => {}, onNotify: onnotify } = options;
  const oneHost = hostsOf(bare).length === 1;
  const settings = {
    max,
    idle_timeout: keep ? undefined : 60,
    max_lifetime: keep ? null : undefined,
    connect_timeout: 10,
    ssl: tlsOptions(bare, tls),
    backoff: (failures: number) => reconnectSeconds(failures, Math.random()),
    prepare: !pooled,
    connection: {
      application_name: name,
      ...(!pooled && { statement_timeout: patient ? 0 : 15_000 }),
    },
    transform: { column: { from: postgres.toCamel }, undefined: null },
    types: { bigint },
    onnotice: () => {},
    onclose: onClose,
    onnotify, // the driver takes it; its types do not say so
    ...(oneHost && !patient && { socket: silenceTimeoutSocket }),
  };
  const sql = withArrayTypesOnce(withSafeBegin(postgres(bare, settings)));
  return options.onEvents ? withCommittedEvents(sql, options.onEvents) : sql;
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
