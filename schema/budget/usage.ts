import { limits } from "../../protocol/limits.ts";
import { priceCurrency } from "../../protocol/budget/prices.ts";
import {
  sumOf,
  type UsageGroup,
  usageIssues,
  type UsageQuestion,
  type UsageSumRecord,
} from "../../protocol/budget/usage.ts";
import { Money } from "./budget.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { badInput, requireRecord } from "../errors.ts";
import { usageDescriptions } from "./usage-counts.ts";
import { Agent } from "../refs.ts";

const UsageGroupEnum = builder.enumType("UsageGroup", {
  description: "Dimension by which usage is grouped. Values may be added.",
  values: enumValues<UsageGroup>({
    AGENT: "Agent that made the call; after a hand-off, the one that took over.",
    MODEL: "Model that was called.",
    DAY: "Day in UTC on which the call started.",
  }),
});

const UsageSum = builder.objectRef<UsageSumRecord>("UsageSum").implement({
  description: "Usage of a group of calls, including failed and cancelled ones.",
  fields: (t) => ({
    day: t.expose("day", {
      type: "Date",
      description: "Day; null when not grouped by DAY.",
      nullable: true,
    }),
    agent: t.field({
      type: Agent,
      description: "Agent; null when not grouped by AGENT.",
      nullable: true,
      resolve: ({ agentId }, _, { reads }) =>
        agentId === null ? null : requireRecord("agent", reads.agent(agentId)),
    }),
    model: t.exposeString("model", {
      description: "Name of the model; null when not grouped by MODEL, and for tool calls.",
      nullable: true,
    }),
    inputTokens: t.expose("inputTokens", {
      type: "LargeInt",
      description: usageDescriptions.inputTokens,
    }),
    outputTokens: t.expose("outputTokens", {
      type: "LargeInt",
      description: usageDescriptions.outputTokens,
    }),
    modelCalls: t.exposeInt("modelCalls", {
      description: usageDescriptions.modelCalls,
    }),
    toolCalls: t.exposeInt("toolCalls", { description: usageDescriptions.toolCalls }),
    cost: t.field({
      type: Money,
      description: "Cost of the model calls whose price was known when they started.",
      resolve: ({ nanos }) => ({ nanos, currency: priceCurrency }),
    }),
    unpricedCalls: t.exposeInt("unpricedCalls", {
      description: "Model calls whose price was unknown; `cost` does not include them.",
    }),
    estimatedCalls: t.exposeInt("estimatedCalls", {
      description:
        "Calls whose tokens the provider did not report completely: a part is estimated.",
    }),
    possiblyPaidTwice: t.exposeInt("possiblyPaidTwice", {
      description: usageDescriptions.possiblyPaidTwice,
    }),
  }),
});

interface UsageReportShape {
  question: UsageQuestion;
  tenant: string;
  rows: UsageSumRecord[];
}

const UsageReport = builder.objectRef<UsageReportShape>("UsageReport").implement({
  description: "Usage and cost of a period.",
  fields: (t) => ({
    tenant: t.exposeString("tenant", { description: "Tenant of the caller, whose usage it is." }),
    from: t.field({
      type: "Date",
      description: "First day, UTC.",
      resolve: (r) => r.question.from,
    }),
    to: t.field({
      type: "Date",
      description: "Last day, UTC, included.",
      resolve: (r) => r.question.to,
    }),
    total: t.field({
      type: UsageSum,
      description: "Sum of all rows.",
      resolve: ({ rows }) => sumOf(rows),
    }),
    rows: t.field({
      type: [UsageSum],
      description:
        "One row for each group with calls, sorted by day, agent and model. One row for all calls when `groupBy` is empty.",
      complexity: { field: 1, multiplier: 100 },
      resolve: ({ rows }) => rows,
    }),
  }),
});

builder.queryField("usage", (t) =>
  t.field({
    authScopes: { can: "usage:read" },
    nullable: true,
    type: UsageReport,
    description:
      `Usage and cost of the caller's tenant in a period, summed from the record of each call. A call counts on the day it started, at
the price of that time. At most ${limits.usageDays} days and ${limits.usageRows} rows. Null without the scope \`usage:read\`.`,
    args: {
      from: t.arg({ type: "Date", description: "First day, UTC.", required: true }),
      to: t.arg({ type: "Date", description: "Last day, UTC, included.", required: true }),
      groupBy: t.arg({
        type: [UsageGroupEnum],
        description: "Dimensions by which rows are grouped; empty: one row.",
        required: true,
        defaultValue: [],
      }),
      agents: t.arg.stringList({
        description: "Only calls of agents with these names; null: all.",
      }),
      models: t.arg.stringList({
        description: "Only calls of these models, and no tool calls; null: all calls.",
      }),
    },
    complexity: 50,
    resolve: async (_, { agents, models, ...rest }, { reads }) => {
      const question = { ...rest, agents: agents ?? null, models: models ?? null };
      const issues = usageIssues(question);
      if (issues.length > 0) throw badInput(issues);
      const { tenant, rows } = await reads.usage(question);
      if (rows.length <= limits.usageRows) return { question, tenant, rows };
      const message =
        `These are more than ${limits.usageRows} rows. Ask for fewer days, or group by less.`;
      throw badInput([{ path: ["groupBy"], message }]);
    },
  }));
