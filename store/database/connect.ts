import postgres from "postgres";
import { hostsOf, splitDatabaseTls } from "../../protocol/config/database-tls.ts";
import { withArrayTypesOnce } from "./array-types.ts";
import { type OnEvents, withCommittedEvents } from "./committed-events.ts";
import { withSafeBegin } from "./safe-begin.ts";
import { silenceTimeoutSocket } from "./silence-timeout.ts";
import type { Sql } from "./sql.ts";
import { tlsOptions } from "./tls-options.ts";

const bigint = {
  to: 20,
  from: [20, 1700],
  serialize: (n: number) => String(n),
  parse: (text: string) => Number(text),
};

/** Options of a pool. */
export interface ConnectOptions {
  /** Shown in pg_stat_activity. */
  name: string;
  /** Maximum number of connections; default 10. */
  max?: number;
  /** Called when a connection was closed by either side. */
  onClose?: () => void;
  /** Called for each notification on a connection that listens. */
  onNotify?: (channel: string, payload: string) => void;
  /** Receives the events of each committed transaction; see `withCommittedEvents`. */
  onEvents?: OnEvents;
  /** Keeps idle connections open. */
  keep?: boolean;
  /** Removes the time limit of statements, for operator work that takes minutes. */
  patient?: boolean;
  /**
   * The URL leads to a pooler in transaction mode, such as PgBouncer: no named prepared statements, and the statement
   * timeout comes from the role, because a pooler rejects startup settings that it does not know.
   */
  pooled?: boolean;
}

/** Addresses of the database. */
export interface DatabaseUrls {
  /** The primary itself. */
  databaseUrl: string;
  /** The primary through a pooler, for short transactions; null without a pooler. */
  databasePoolUrl: string | null;
}

/** Opens a pool for short transactions, through the pooler if there is one. Not for LISTEN. */
export function connectShort(urls: DatabaseUrls, options: ConnectOptions): Sql {
  const { databaseUrl, databasePoolUrl } = urls;
  return databasePoolUrl
    ? connect(databasePoolUrl, { ...options, pooled: true })
    : connect(databaseUrl, options);
}

/**
 * Wait before the next connection attempt after `failures` in a row, in seconds. The driver's default grows to 20 s,
 * which would delay queries long after the database is back.
 */
export function reconnectSeconds(failures: number, chance: number): number {
  return (0.5 + chance / 2) * Math.min(3 ** failures / 100, 1);
}

/**
 * Opens a pool lazily: nothing is sent before the first query. Statements are cancelled after 15 s, silent connections
 * after 20 s and idle ones after a minute, so that no query waits forever. `sslmode`, `sslrootcert`, `sslcert` and
 * `sslkey` of the URL mean what they mean to libpq; throws if one of their files cannot be read.
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
    onnotify, // the driver accepts it, its types do not list it
    ...(oneHost && !patient && { socket: silenceTimeoutSocket }),
  };
  const sql = withArrayTypesOnce(withSafeBegin(postgres(bare, settings)));
  return options.onEvents ? withCommittedEvents(sql, options.onEvents) : sql;
}
