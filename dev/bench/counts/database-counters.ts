import type { Stack } from "../../../cli/stack/stack.ts";
import { connect, type Sql } from "../../../store/mod.ts";

/** A statement that the product sent, or that ran inside of one: in a function or for a foreign key. */
export interface Statement {
  id: string;
  /** `api`, `worker`, or `foreign key`: its lookups run as the owner of the table. */
  process: string;
  sent: boolean;
  text: string;
  calls: number;
}

/** The counters of PostgreSQL at a moment. All of them are exact at once. */
export interface DatabaseReading {
  statements: Map<string, Statement>;
  /** End of the write-ahead log. */
  lsn: string;
}

/** What was written between two readings. */
export interface Written {
  /** Transactions that wrote. */
  commits: number;
  records: number;
  bytes: number;
  /** Row versions by table and kind: `INSERT`, `UPDATE`, `HOT_UPDATE`, `DELETE`, `LOCK`; logged tables only. */
  rows: { table: string; kind: string; count: number }[];
}

/** Counts the work of API and worker in the database of a counted stack; its own work is excluded. */
export class DatabaseCounters implements AsyncDisposable {
  readonly #sql: Sql;

  constructor(stack: Stack) {
    this.#sql = connect(stack.urls.database, { name: "counts", max: 1, keep: true });
  }

  async read(): Promise<DatabaseReading> {
    const statements = await this.#sql<Statement[]>`
      select queryid::text || toplevel as id, coalesce(nullif(substr(rolname, length('tramontane_') + 1), ''), 'foreign key') as process, toplevel as sent,
        query as text, sum(calls)::integer as calls
      from pg_stat_statements join pg_roles on pg_roles.oid = userid
      where rolname in ('tramontane_api', 'tramontane_worker') or rolname = current_user and not toplevel
      group by 1, 2, 3, 4`;
    const [at] = await this.#sql<{ lsn: string }[]>`select pg_current_wal_flush_lsn()::text as lsn`;
    const key = (s: Statement) => `${s.process} ${s.id}`;
    return { statements: new Map(statements.map((s) => [key(s), s])), lsn: at?.lsn ?? "" };
  }

  /** From the write-ahead log itself. */
  async writtenBetween(from: DatabaseReading, to: DatabaseReading): Promise<Written> {
    if (from.lsn === to.lsn) return { commits: 0, records: 0, bytes: 0, rows: [] };
    const [sum] = await this.#sql<Omit<Written, "rows">[]>`
      select coalesce(sum(count) filter (where name = 'Transaction/COMMIT'), 0)::integer as commits,
        sum(count)::integer as records, sum(combined_size)::integer as bytes
      from (select "resource_manager/record_type" as name, count, combined_size
            from pg_get_wal_stats(${from.lsn}::pg_lsn, ${to.lsn}::pg_lsn, true)) of
      where name !~ '^(Standby|XLOG)/'`;
    const rows = await this.#sql<Written["rows"]>`
      select regexp_replace(relname, '^events_2.*', 'events') as table,
        regexp_replace(record_type, '\\+INIT$', '') as kind, count(*)::integer as count
      from pg_get_wal_block_info(${from.lsn}::pg_lsn, ${to.lsn}::pg_lsn, false) of
      join pg_class on of.relfilenode = pg_relation_filenode(pg_class.oid)
      where resource_manager in ('Heap', 'Heap2') and block_id = 0 group by 1, 2 order by 1, 2`;
    if (!sum) throw new Error("the write-ahead log has no records");
    return { ...sum, rows: [...rows] };
  }

  /** Waits until all sessions have reported what they did; their counters lag until they were idle for 10 s. */
  async tables(): Promise<{ tables: TableCounters[]; transactions: number }> {
    await new Promise((done) => setTimeout(done, 11_000));
    const tables = await this.#sql<TableCounters[]>`
      select relname as table, n_tup_ins::integer as inserted, n_tup_upd::integer as updated,
        n_tup_hot_upd::integer as hot, n_tup_del::integer as deleted, n_dead_tup::integer as dead,
        pg_table_size(relid)::integer as heap, pg_indexes_size(relid)::integer as indexes
      from pg_stat_user_tables order by 1`;
    const [all] = await this.#sql<{ transactions: number }[]>`
      select xact_commit::integer as transactions from pg_stat_database where datname = current_database()`;
    return { tables: [...tables], transactions: all?.transactions ?? NaN };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql.end();
  }
}

/** Counters and sizes of a table. */
export interface TableCounters {
  table: string;
  inserted: number;
  updated: number;
  /** Updates in place. */
  hot: number;
  deleted: number;
  dead: number;
  /** Bytes, with TOAST. */
  heap: number;
  indexes: number;
}
