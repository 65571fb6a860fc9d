import type { NewFact } from "../protocol/event.ts";
import type { Sql, Tx } from "./connect.ts";

type Work = (tx: Tx) => unknown;

const noted = new WeakMap<object, NewFact[]>();

/** Notes facts that a transaction appended, to be told once it has committed. */
export function noteFacts(tx: Tx, facts: readonly NewFact[]): void {
  noted.get(tx)?.push(...facts);
}

/**
 * Has `onFacts` told of the facts of each transaction of this pool that committed: at most once, by the process that
 * wrote them. Those of a COMMIT whose outcome is not known are not told.
 */
export function withCommittedFacts(sql: Sql, onFacts: (facts: readonly NewFact[]) => void): Sql {
  const begin = sql.begin.bind(sql) as (options: string, work: Work) => Promise<unknown>;
  const telling = async (...args: [Work] | [string, Work]) => {
    const [options, work] = args.length === 1 ? ["", args[0]] as const : args;
    const facts: NewFact[] = [];
    const result = await begin(options, (tx) => {
      noted.set(tx, facts);
      return work(tx);
    });
    if (facts.length > 0) onFacts(facts);
    return result;
  };
  return Object.assign(sql, { begin: telling });
}
