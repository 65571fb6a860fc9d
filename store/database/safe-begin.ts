import type { Sql, Tx } from "./sql.ts";

type Work = (tx: Tx) => unknown;

/**
 * postgres.js 3.4.9 sends `rollback` also on a connection that is gone, which throws where nobody can catch it ("null
 * (reading 'write')" in an immediate) and so ends the process. Here work that lost its connection never settles; the
 * driver rejects the transaction by itself when the connection closes.
 */
export function withSafeBegin(sql: Sql): Sql {
  const begin = sql.begin.bind(sql) as (options: string, work: Work) => Promise<unknown>;
  const safe = (...args: [Work] | [string, Work]) => {
    const [options, work] = args.length === 1 ? ["", args[0]] as const : args;
    return begin(options, (tx) => unlessLost(work(tx)));
  };
  return Object.assign(sql, { begin: safe });
}

async function unlessLost(work: unknown): Promise<unknown> {
  try {
    return await (Array.isArray(work) ? Promise.all(work) : work);
  } catch (error) {
    if (isLost(error)) return await new Promise(() => {});
    throw error;
  }
}

/** True when the connection is closed, or about to be: the server closes it behind a FATAL error. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, severity } = error as Error & { code?: unknown; severity?: unknown };
  return severity === "FATAL" || severity === "PANIC" ||
    /^(CONNECTION_|E(CONN|PIPE|TIMEDOUT|HOST|NET))/.test(String(code));
}
