import type { TurnCounts } from "../../dev/bench/counts/count-turns.ts";

/** The counts that have a limit. */
export type LimitedCount = Exclude<keyof TurnCounts, "details" | "walBytes" | "historyBytes">;

/**
 * The most that a turn may cost, by the name of its load in `dev/bench/counts`. A change that needs more raises the
 * number here and says why in its commit; a change that needs less lowers it. Up to three moves to the feed (ADR 75) are
 * part of it, with a batch of the search after each. `deno task bench counts` shows each statement.
 */
export const turnCountLimits: Readonly<Record<string, Record<LimitedCount, number>>> = {
  "plain turn": {
    statements: 20,
    nested: 92,
    commits: 8,
    walRecords: 104,
    historyEvents: 10,
    workflowTasks: 2,
    requests: 4,
    polls: 4,
  },
  "turn with two tools": {
    statements: 40,
    nested: 142,
    commits: 11,
    walRecords: 180,
    historyEvents: 10,
    workflowTasks: 2,
    requests: 7,
    polls: 6,
  },
};
