import { limits } from "../limits.ts";
import type { ValidationIssue } from "../user-error.ts";

/** Dimensions of usage rows. */
export type UsageGroup = "AGENT" | "MODEL" | "DAY";

/** A query for usage. Days are UTC, such as `2026-11-23`; both are included. */
export interface UsageQuestion {
  from: string;
  to: string;
  groupBy: readonly UsageGroup[];
  /** Names; null selects all. */
  agents: string[] | null;
  /** Names of requested models; null selects all calls, including tool calls. */
  models: string[] | null;
}

/** Usage of a group of calls. Dimensions that it is not grouped by are null. */
export interface UsageSumRecord {
  day: string | null;
  agentId: string | null;
  /** Null also for tool calls. */
  model: string | null;
  inputTokens: number;
  outputTokens: number;
  modelCalls: number;
  toolCalls: number;
  estimatedCalls: number;
  possiblyPaidTwice: number;
  /** Cost of the calls with a known price, in billionths of the currency. */
  nanos: number;
  unpricedCalls: number;
}

const dayMs = 24 * 60 * 60 * 1_000;

/** All issues of a query. */
export function usageIssues(question: UsageQuestion): ValidationIssue[] {
  const names = (["agents", "models"] as const).filter((list) =>
    (question[list]?.length ?? 0) > limits.usageNames
  );
  const message = `Name at most ${limits.usageNames}.`;
  return [...dayIssues(question), ...names.map((list) => ({ path: [list], message }))];
}

function dayIssues({ from, to }: Pick<UsageQuestion, "from" | "to">): ValidationIssue[] {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days < 1) return [{ path: ["to"], message: "Name a day that is not before `from`." }];
  if (days <= limits.usageDays) return [];
  return [{ path: ["to"], message: `Ask for at most ${limits.usageDays} days at once.` }];
}

/** Sums up all rows. */
export function sumOf(rows: readonly UsageSumRecord[]): UsageSumRecord {
  const total = (of: (row: UsageSumRecord) => number) => rows.reduce((n, row) => n + of(row), 0);
  return {
    ...{ day: null, agentId: null, model: null },
    inputTokens: total((r) => r.inputTokens),
    outputTokens: total((r) => r.outputTokens),
    modelCalls: total((r) => r.modelCalls),
    toolCalls: total((r) => r.toolCalls),
    estimatedCalls: total((r) => r.estimatedCalls),
    possiblyPaidTwice: total((r) => r.possiblyPaidTwice),
    nanos: total((r) => r.nanos),
    unpricedCalls: total((r) => r.unpricedCalls),
  };
}
