import { setImmediate } from "node:timers";
import type postgres from "postgres";
import type { Db, Sql, Tx } from "./sql.ts";

/** The setting that the policies of row level security compare with the column `tenant` of each row. */
export const tenantSetting = "tramontane.tenant";

/** The pool of a `Sql` of one tenant. */
const pools = new WeakMap<object, Sql>();
/** The tenant of a `Sql` or of a transaction. */
const tenants = new WeakMap<object, string>();

/**
 * The pool for one tenant: row level security shows its statements the rows of this tenant and no others. A statement by
 * itself becomes a transaction that sets the tenant first, in one packet; `begin` sets the tenant before the work. The
 * setting ends with the transaction, so neither the next user of the connection nor a pooler sees it.
 */
export function inTenant(sql: Sql, tenant: string): Sql {
  const pool = unscoped(sql) as Sql;
  const set = settingOf(tenant);
  const scoped = <T>(made: T): T => {
    if (isStatement(made)) made.handler = (statement) => runWith(pool, set, statement);
    return made;
  };
  const wrapped = Object.setPrototypeOf(
    (...args: Parameters<Sql>) => scoped(pool(...args)),
    pool,
  ) as Sql;
  const unsafe = (...args: Parameters<Sql["unsafe"]>) => scoped(pool.unsafe(...args));
  Object.assign(wrapped, { unsafe, begin: beginWith(pool, set, tenant) });
  pools.set(wrapped, pool);
  tenants.set(wrapped, tenant);
  return wrapped;
}

/** The pool itself, for a statement that sets the tenant by itself, as the functions of a turn do. */
export function unscoped(db: Db): Db {
  return pools.get(db) ?? db;
}

/** The tenant of a `Sql` or a transaction; null if it has none. */
export function tenantOf(db: Db): string | null {
  return tenants.get(db) ?? null;
}

type Work = (tx: Tx) => unknown;

function beginWith(pool: Sql, set: string, tenant: string) {
  return (...args: [Work] | [string, Work]) => {
    const [options, work] = args.length === 1 ? ["", args[0]] : args;
    return pool.begin(options, (tx) => {
      tenants.set(tx, tenant);
      void tx.unsafe(set).execute(); // if it fails, so does the transaction
      return work(tx);
    });
  };
}

/** As text, since a parameter would take a round trip of its own. Both quotes and backslashes are doubled. */
function settingOf(tenant: string): string {
  if (tenant.includes("\0")) throw new TypeError("A tenant's name contains no NUL.");
  const quoted = tenant.replaceAll("\\", "\\\\").replaceAll("'", "''");
  return `select set_config('${tenantSetting}', E'${quoted}', true)`;
}

/** What postgres.js 3.4.9 has in its queries and does not declare. */
interface Statement {
  /** Sends it; replaced to send it in another way. */
  handler: (statement: Statement) => void;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
  cancelled: unknown;
}

/** What postgres.js 3.4.9 passes to the option `onexecute` of a query. */
interface Connection {
  /** Sends a query after those that were sent. False: the next one must wait for its answer. */
  execute: (statement: Statement) => boolean;
  /** Called when all sent queries are answered and a transaction is open. */
  reserved: (() => void) | null;
  onclose: ((error: unknown) => void) | null;
  terminate: () => void;
}

function isStatement(made: unknown): made is Statement {
  return made instanceof Promise && "handler" in made;
}

/**
 * Sends `begin`, the setting, the statement and `commit` together over one connection, without statements of others in between:
 * as `sql.begin` of the driver does it, without waiting for the answers between them. The statement is fulfilled by the
 * answer to the commit.
 */
function runWith(pool: Sql, set: string, statement: Statement) {
  const { resolve, reject } = statement;
  let result: unknown;
  statement.resolve = (answer) => (result = answer);
  neverSendAgain(statement);
  const begin = raw(pool, `begin;${set}`, { onexecute: send });
  const commit = raw(pool, "commit", {});
  let failed = false;
  begin.resolve = () => {};
  begin.reject = commit.reject = (error) => {
    failed = true;
    reject(error);
  };
  begin.handler(begin);

  /** The driver calls it once it has sent `begin`. */
  function send(connection: Connection): boolean {
    let sent = false;
    const end = () => {
      if (sent) return;
      sent = true;
      connection.execute(commit);
    };
    commit.resolve = () => {
      connection.onclose = null;
      resolve(result);
    };
    connection.reserved = end;
    connection.onclose = reject;
    const isSent = connection.execute(statement);
    // The statement could not be encoded: what the server answers would be taken for the answer of another one. The
    // driver's own write comes first: it never writes again on a connection that ends before.
    if (failed) setImmediate(() => connection.terminate());
    // The first time, the driver asks for the types of the parameters, and sends the statement when it knows them.
    else if (isSent) end();
    return false;
  }
}

function raw(pool: Sql, text: string, options: { onexecute?: (c: Connection) => boolean }) {
  return pool.unsafe(text, [], options as postgres.UnsafeQueryOptions) as unknown as Statement;
}

/**
 * The driver sends a statement again by itself when the server's plan of it is outdated. By then the transaction has
 * ended, and with it the setting: it would see no row.
 */
function neverSendAgain(statement: Statement) {
  Object.defineProperty(statement, "retried", {
    get: () => undefined,
    set: (error) => {
      statement.cancelled = true;
      statement.reject(error);
    },
  });
}
