import { withDeadline } from "../../../protocol/async/deadline.ts";
import { endOf, type SeenEvent } from "../../../tests/support/api.ts";
import type { TestStack } from "../../../tests/support/test-stack.ts";
import { DatabaseCounters, type Statement, type Written } from "./database-counters.ts";
import { TemporalCounters } from "./temporal-counters.ts";

/** What the turns of one conversation cost, each number for one turn. */
export interface TurnCounts {
  /** Statements that API and worker sent. */
  statements: number;
  /** Statements that ran inside of those: in functions, and to check foreign keys. */
  nested: number;
  /** Transactions that wrote to the log. */
  commits: number;
  walRecords: number;
  walBytes: number;
  historyEvents: number;
  workflowTasks: number;
  historyBytes: number;
  /** Requests to Temporal without those that wait for work. */
  requests: number;
  /** Requests that wait for work. */
  polls: number;
  details: {
    statements: Statement[];
    rows: Written["rows"];
    events: [string, number][];
    requests: [string, number][];
  };
}

/** Turns to take in one conversation, one after the other. */
export interface CountedTurns {
  agent: string;
  text: string;
  turns: number;
  /** Turns before the first counted one. */
  warmUp: number;
  /** Called before the first counted turn, and again after the last. */
  around?: () => Promise<void>;
}

/** Work that no turn causes is done at most this often a turn; it is left out. */
const rare = 0.25;

/**
 * Takes turns with one open subscription and counts what they cost. Work of other conversations would be counted, too.
 */
export async function countTurns(t: TestStack, options: CountedTurns): Promise<TurnCounts> {
  const { agent, text, turns, warmUp, around } = options;
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  await using database = new DatabaseCounters(t.stack);
  await using temporal = new TemporalCounters(t.stack);
  const id = await t.api.start(agent);
  const events = t.api.follow(id);
  for (let n = 0; n < warmUp; n++) await takeTurn(t, { id, text: `${text} warm-up ${n}`, events });
  await settle();
  await around?.();
  const from = { sql: await database.read(), rpc: await temporal.read(id) };
  for (let n = 0; n < turns; n++) await takeTurn(t, { id, text: `${text} number ${n}`, events });
  await settle();
  const to = { sql: await database.read(), rpc: await temporal.read(id) };
  await around?.();
  await events.return?.();
  const perTurn = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) =>
    [...b].map(([name, count]) => [name, (count - (a.get(name) ?? 0)) / turns] as const)
      .filter(([, count]) => count >= rare).map(([name, count]): [string, number] => [name, count])
      .toSorted((x, y) => y[1] - x[1]);
  const written = await database.writtenBetween(from.sql, to.sql);
  const statements = statementsBetween(from.sql.statements, to.sql.statements, turns);
  const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0);
  const calls = (sent: boolean) =>
    sum(statements.filter((s) => s.sent === sent).map((s) => s.calls));
  const history = perTurn(from.rpc.events, to.rpc.events);
  const requests = perTurn(from.rpc.requests, to.rpc.requests);
  const requestsLike = (poll: boolean) =>
    sum(requests.filter(([name]) => name.startsWith("Poll") === poll).map(([, count]) => count));
  return {
    statements: calls(true),
    nested: calls(false),
    commits: written.commits / turns,
    walRecords: written.records / turns,
    walBytes: written.bytes / turns,
    historyEvents: sum(history.map(([, count]) => count)),
    workflowTasks: history.find(([name]) => name === "WorkflowTaskCompleted")?.[1] ?? 0,
    historyBytes: (to.rpc.bytes - from.rpc.bytes) / turns,
    requests: requestsLike(false),
    polls: requestsLike(true),
    details: {
      statements,
      rows: written.rows.map((row) => ({ ...row, count: row.count / turns })),
      events: history,
      requests,
    },
  };
}

/** The last turn's reports and workflow task follow its end. */
const settle = () => new Promise((done) => setTimeout(done, 1_500));

interface OpenConversation {
  id: string;
  text: string;
  events: AsyncIterableIterator<SeenEvent>;
}

async function takeTurn(t: TestStack, { id, text, events }: OpenConversation): Promise<void> {
  const { turn } = await t.api.send(id, text);
  const ends = endOf(turn.id);
  while (true) {
    const { value, done } = await withDeadline(
      60_000,
      events.next(),
      "the next event of a counted turn",
    );
    if (done) throw new Error("the subscription ended");
    if (ends(value)) return;
  }
}

function statementsBetween(
  from: ReadonlyMap<string, Statement>,
  to: ReadonlyMap<string, Statement>,
  turns: number,
): Statement[] {
  return [...to].map(([key, s]) => ({
    ...s,
    calls: (s.calls - (from.get(key)?.calls ?? 0)) / turns,
  })).filter(({ calls }) => calls >= rare).toSorted((a, b) => b.calls - a.calls);
}
