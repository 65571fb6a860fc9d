import { isStatement, sendInTransaction } from "./send-in-transaction.ts";
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
    if (isStatement(made)) made.handler = (statement) => sendInTransaction(pool, set, statement);
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
