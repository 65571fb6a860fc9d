import type { ConsoleUsageQuery } from "./usage.generated.ts";

/** A row of the report: one day, agent and model. */
export type UsageRow = NonNullable<ConsoleUsageQuery["usage"]>["rows"][number];

/** The sum of a group. */
export interface UsageGroup {
  readonly name: string;
  /** US dollars. */
  readonly cost: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly unpricedCalls: number;
}

const dimensions = {
  day: (row: UsageRow) => row.day ?? "",
  agent: (row: UsageRow) => row.agent?.name ?? "(no agent)",
  model: (row: UsageRow) => row.model ?? "(tools)",
} as const;

/** Sums up rows by one dimension; the most expensive first, days in their order. */
export function groupUsage(
  rows: readonly UsageRow[],
  by: keyof typeof dimensions,
): UsageGroup[] {
  const groups = new Map<string, UsageGroup>();
  for (const row of rows) {
    const name = dimensions[by](row);
    groups.set(name, plus(groups.get(name) ?? empty(name), row));
  }
  const sorted = [...groups.values()];
  return by === "day"
    ? sorted.sort((a, b) => a.name < b.name ? -1 : 1)
    : sorted.sort((a, b) => b.cost - a.cost || b.modelCalls - a.modelCalls);
}

const empty = (name: string): UsageGroup => ({
  name,
  ...{ cost: 0, inputTokens: 0, outputTokens: 0, modelCalls: 0, toolCalls: 0, unpricedCalls: 0 },
});

const plus = (group: UsageGroup, row: UsageRow): UsageGroup => ({
  name: group.name,
  cost: group.cost + Number(row.cost.amount),
  inputTokens: group.inputTokens + Number(row.inputTokens),
  outputTokens: group.outputTokens + Number(row.outputTokens),
  modelCalls: group.modelCalls + row.modelCalls,
  toolCalls: group.toolCalls + row.toolCalls,
  unpricedCalls: group.unpricedCalls + row.unpricedCalls,
});
