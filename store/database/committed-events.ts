import type { NewEvent } from "../../protocol/log/event.ts";
import type { Sql, Tx } from "./sql.ts";

type Work = (tx: Tx) => unknown;

const noted = new WeakMap<object, NewEvent[]>();

/** Notes events that a transaction appended, to be told once it has committed. */
export function noteEvents(tx: Tx, events: readonly NewEvent[]): void {
  noted.get(tx)?.push(...events);
}

/**
 * Has `onEvents` told of the events of each transaction of this pool that committed: at most once, by the process that
 * wrote them. Those of a COMMIT whose outcome is not known are not told.
 */
export function withCommittedEvents(
  sql: Sql,
  onEvents: (events: readonly NewEvent[]) => void,
): Sql {
  const begin = sql.begin.bind(sql) as (options: string, work: Work) => Promise<unknown>;
  const telling = async (...args: [Work] | [string, Work]) => {
    const [options, work] = args.length === 1 ? ["", args[0]] as const : args;
    const events: NewEvent[] = [];
    const result = await begin(options, (tx) => {
      noted.set(tx, events);
      return work(tx);
    });
    if (events.length > 0) onEvents(events);
    return result;
  };
  return Object.assign(sql, { begin: telling });
}
