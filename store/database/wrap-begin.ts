import type { Sql, Tx } from "./sql.ts";

type Work = (tx: Tx) => unknown;
/** `begin` of a pool with its options always given. */
export type Begin = (options: string, work: Work) => Promise<unknown>;

/** Replaces the pool's `begin` by `wrap` of it. */
export function wrapBegin(sql: Sql, wrap: (begin: Begin) => Begin): Sql {
  const wrapped = wrap(sql.begin.bind(sql) as Begin);
  const begin = (...args: [Work] | [string, Work]) =>
    args.length === 1 ? wrapped("", args[0]) : wrapped(...args);
  return Object.assign(sql, { begin });
}
