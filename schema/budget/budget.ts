import {
  type Budget as BudgetShape,
  formatDecimal,
  type Money as MoneyShape,
} from "../../protocol/budget/budget.ts";
import { builder } from "../builder.ts";

/** An amount of money. */
export const Money = builder.objectRef<MoneyShape>("Money").implement({
  description: "An amount of money.",
  fields: (t) => ({
    amount: t.field({
      type: "Decimal",
      description: "Amount in whole units of the currency.",
      resolve: ({ nanos }) => formatDecimal(nanos),
    }),
    currency: t.exposeString("currency", { description: "ISO 4217 code, such as `USD`." }),
  }),
});

const limitDescriptions = {
  tokens: "Maximum number of tokens read and written.",
  cost: "Maximum cost. It requires models with a known price.",
  modelCalls: "Maximum number of model calls.",
  toolCalls: "Maximum number of tool calls.",
  wallTime: "Maximum time from start to end, without waits for approvals. At least PT1S.",
};

/** Limits of a turn, a conversation or a research run. */
export const Budget = builder.objectRef<BudgetShape>("Budget").implement({
  description:
    "Limits of a turn, a conversation or a research run; a null field is no limit. Each call reserves what it may use, and is not made if that exceeds a limit.",
  fields: (t) => ({
    tokens: t.exposeInt("tokens", { description: limitDescriptions.tokens, nullable: true }),
    cost: t.expose("cost", {
      authScopes: { can: "usage:read" },
      type: Money,
      description: `${limitDescriptions.cost} Null without the scope \`usage:read\`.`,
      nullable: true,
    }),
    modelCalls: t.exposeInt("modelCalls", {
      description: limitDescriptions.modelCalls,
      nullable: true,
    }),
    toolCalls: t.exposeInt("toolCalls", {
      description: limitDescriptions.toolCalls,
      nullable: true,
    }),
    wallTime: t.expose("wallTimeMs", {
      type: "Duration",
      description: limitDescriptions.wallTime,
      nullable: true,
    }),
  }),
});

/** A requested amount of money. */
export const MoneyInput = builder.inputType("MoneyInput", {
  description: "An amount of money.",
  fields: (t) => ({
    amount: t.field({
      type: "Decimal",
      description:
        "Amount in whole units of the currency: above 0, below 1,000,000, at most 9 decimals.",
      required: true,
    }),
    currency: t.string({ description: "ISO 4217 code, such as `USD`.", required: true }),
  }),
});

/** Requested limits. */
export const BudgetInput = builder.inputType("BudgetInput", {
  description:
    "Limits; a null field adds no limit. For a conversation or a turn, the limits of the agent version apply as well: the smaller one counts.",
  fields: (t) => ({
    tokens: t.int({ description: limitDescriptions.tokens }),
    cost: t.field({ type: MoneyInput, description: limitDescriptions.cost }),
    modelCalls: t.int({ description: limitDescriptions.modelCalls }),
    toolCalls: t.int({ description: limitDescriptions.toolCalls }),
    wallTime: t.field({ type: "Duration", description: limitDescriptions.wallTime }),
  }),
});
