import { setImmediate } from "node:timers";
import type postgres from "postgres";
import type { Sql } from "./sql.ts";

/** What postgres.js 3.4.9 has in its queries and does not declare. */
export interface Statement {
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

/** True for a query that a pool made, false for an identifier and the like. */
export function isStatement(made: unknown): made is Statement {
  return made instanceof Promise && "handler" in made;
}

/**
 * Sends `begin`, the text `first`, the statement and `commit` together over one connection, without statements of others
 * in between: as `sql.begin` of the driver does it, but without waiting for the answers between them. The statement is
 * fulfilled by the answer to the commit.
 */
export function sendInTransaction(pool: Sql, first: string, statement: Statement): void {
  const { resolve, reject } = statement;
  let result: unknown;
  statement.resolve = (answer) => (result = answer);
  neverSendAgain(statement);
  const begin = raw(pool, `begin;${first}`, { onexecute: send });
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
