import { withDeadline } from "../../protocol/async/deadline.ts";
import { connect } from "../database/connect.ts";
import type { Sql } from "../database/sql.ts";

/** A read that takes longer is given up and tried again, ms. */
export const readTimeoutMs = 5_000;

/**
 * Reads changes for all subscribers over one connection, which it replaces after a read that failed or timed out. The
 * epoch is read first on each connection: after a failover this one can be back before the one that listens.
 */
export class ChangeReader {
  readonly #url: string;
  readonly #readEpoch: (sql: Sql) => Promise<void>;
  #sql: Sql | null = null;

  constructor(url: string, readEpoch: (sql: Sql) => Promise<void>) {
    this.#url = url;
    this.#readEpoch = readEpoch;
  }

  /** Runs a query within the read timeout. */
  async read<T>(query: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = this.#sql ?? await this.#open();
    try {
      return await withDeadline(readTimeoutMs, query(sql));
    } catch (error) {
      await this.#discard(sql);
      throw error;
    }
  }

  /** Closes the connection, if there is one. */
  async close(): Promise<void> {
    if (this.#sql) await this.#discard(this.#sql);
  }

  async #open(): Promise<Sql> {
    const onClose = () => void this.#discard(sql); // the driver would reconnect without reading the epoch
    const sql: Sql = connect(this.#url, { name: "tramontane-log-read", max: 1, onClose });
    try {
      await withDeadline(readTimeoutMs, this.#readEpoch(sql));
      return this.#sql = sql;
    } catch (error) {
      await this.#discard(sql);
      throw error;
    }
  }

  async #discard(sql: Sql): Promise<void> {
    if (this.#sql === sql) this.#sql = null;
    await sql.end({ timeout: 0 });
  }
}
