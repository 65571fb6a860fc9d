import type { Sql } from "./sql.ts";
import { wrapBegin } from "./wrap-begin.ts";

/**
 * postgres.js 3.4.9 sends `rollback` even on a lost connection, which throws in an immediate ("null (reading 'write')"),
 * where nothing can catch it, and so ends the process. Here, work that lost its connection never settles; the driver
 * itself rejects the transaction when the connection closes.
 */
export function withSafeBegin(sql: Sql): Sql {
  return wrapBegin(sql, (begin) => (options, work) => begin(options, (tx) => unlessLost(work(tx))));
}

async function unlessLost(work: unknown): Promise<unknown> {
  try {
    return await (Array.isArray(work) ? Promise.all(work) : work);
  } catch (error) {
    if (isLost(error)) return await new Promise(() => {});
    throw error;
  }
}

/** True if the connection is closed or about to be: the server closes it after a FATAL error. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, severity } = error as Error & { code?: unknown; severity?: unknown };
  return severity === "FATAL" || severity === "PANIC" ||
    /^(CONNECTION_|E(CONN|PIPE|TIMEDOUT|HOST|NET))/.test(String(code));
}
