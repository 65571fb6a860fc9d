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
import { badInput, present } from "../errors.ts";
import { Agent } from "../refs.ts";

const UsageGroupEnum = builder.enumType("UsageGroup", {
  description: "What usage can be split by. Values may be added.",
  values: enumValues<UsageGroup>({
    AGENT: "The agent that made the call; after a hand-off, who took over.",
    MODEL: "The model that was asked.",
    DAY: "The day, UTC, on which the call began.",
  }),
});

const UsageSum = builder.objectRef<UsageSumRecord>("UsageSum").implement({
  description: "What a group of calls used, failed and cancelled ones included.",
  fields: (t) => ({
    day: t.expose("day", {
      type: "Date",
      description: "The day; null where it is not split by days.",
      nullable: true,
    }),
    agent: t.field({
      type: Agent,
      description: "The agent; null where it is not split by agents.",
      nullable: true,
      resolve: ({ agentId }, _, { reads }) =>
        agentId === null ? null : present("agent", reads.agent(agentId)),
    }),
    model: t.exposeString("model", {
      description: "The model; null where it is not split by models, and for tool calls.",
      nullable: true,
    }),
    inputTokens: t.expose("inputTokens", {
      type: "LargeInt",
      description: "Tokens read by models.",
    }),
    outputTokens: t.expose("outputTokens", {
      type: "LargeInt",
      description: "Tokens written by models.",
    }),
    modelCalls: t.exposeInt("modelCalls", {
      description: "Model calls begun, plus complete answers that were discarded.",
    }),
    toolCalls: t.exposeInt("toolCalls", { description: "Tool calls begun." }),
    cost: t.field({
      type: Money,
      description: "Cost of the model calls whose price was known when they were made.",
      resolve: ({ nanos }) => ({ nanos, currency: priceCurrency }),
    }),
    unpricedCalls: t.exposeInt("unpricedCalls", {
      description: "Model calls whose price was not known: `cost` is without them.",
    }),
    estimatedCalls: t.exposeInt("estimatedCalls", {
      description: "Calls whose tokens the provider did not tell in full: a part is reckoned.",
    }),
    possiblyPaidTwice: t.exposeInt("possiblyPaidTwice", {
      description: "Model calls sent again though the first may have been billed. Normally 0.",
    }),
  }),
});

interface UsageReportShape {
  question: UsageQuestion;
  tenant: string;
  rows: UsageSumRecord[];
}

const UsageReport = builder.objectRef<UsageReportShape>("UsageReport").implement({
  description: "Usage and cost between two days.",
  fields: (t) => ({
    tenant: t.exposeString("tenant", { description: "Whose usage it is: the caller's tenant." }),
    from: t.field({ type: "Date", description: "First day.", resolve: (r) => r.question.from }),
    to: t.field({ type: "Date", description: "Last day.", resolve: (r) => r.question.to }),
    total: t.field({
      type: UsageSum,
      description: "All of it.",
      resolve: ({ rows }) => sumOf(rows),
    }),
    rows: t.field({
      type: [UsageSum],
      description:
        "One for each group in which there was a call, by day, agent and model. Without `groupBy`, one for all.",
      complexity: { field: 1, multiplier: 100 },
      resolve: ({ rows }) => rows,
    }),
  }),
});

builder.queryField("usage", (t) =>
  t.field({
    type: UsageReport,
    description:
      `Usage and cost of the caller's tenant between two days, summed up from the record of each call; a call counts on
the day it began, at the price it was made at. At most ${limits.usageDays} days and ${limits.usageRows} rows.`,
    args: {
      from: t.arg({ type: "Date", description: "First day, UTC.", required: true }),
      to: t.arg({ type: "Date", description: "Last day, UTC, included.", required: true }),
      groupBy: t.arg({
        type: [UsageGroupEnum],
        description: "What rows are split by.",
        required: true,
        defaultValue: [],
      }),
      agents: t.arg.stringList({ description: "Only calls of agents of these names." }),
      models: t.arg.stringList({
        description: "Only model calls that asked these models; tool calls are left out then.",
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
