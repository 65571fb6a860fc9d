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
      description: "Amount.",
      resolve: ({ nanos }) => formatDecimal(nanos),
    }),
    currency: t.exposeString("currency", { description: "ISO 4217 code." }),
  }),
});

const words = {
  tokens: "Tokens read and written.",
  cost: "Cost.",
  modelCalls: "Model calls.",
  toolCalls: "Tool calls.",
  wallTime: "Time from start to end, waiting for approvals not counted.",
};

/** Limits. */
export const Budget = builder.objectRef<BudgetShape>("Budget").implement({
  description:
    "Limits; null is no limit. Reserved before each call, so no call is made beyond them.",
  fields: (t) => ({
    tokens: t.exposeInt("tokens", { description: words.tokens, nullable: true }),
    cost: t.expose("cost", { type: Money, description: words.cost, nullable: true }),
    modelCalls: t.exposeInt("modelCalls", { description: words.modelCalls, nullable: true }),
    toolCalls: t.exposeInt("toolCalls", { description: words.toolCalls, nullable: true }),
    wallTime: t.expose("wallTimeMs", {
      type: "Duration",
      description: words.wallTime,
      nullable: true,
    }),
  }),
});

const MoneyInput = builder.inputType("MoneyInput", {
  description: "An amount of money.",
  fields: (t) => ({
    amount: t.field({ type: "Decimal", description: "Amount.", required: true }),
    currency: t.string({ description: "ISO 4217 code.", required: true }),
  }),
});

/** Limits asked for. */
export const BudgetInput = builder.inputType("BudgetInput", {
  description:
    "Limits; what is left out is taken from the agent version. They can only be tightened.",
  fields: (t) => ({
    tokens: t.int({ description: words.tokens }),
    cost: t.field({ type: MoneyInput, description: words.cost }),
    modelCalls: t.int({ description: words.modelCalls }),
    toolCalls: t.int({ description: words.toolCalls }),
    wallTime: t.field({ type: "Duration", description: words.wallTime }),
  }),
});
