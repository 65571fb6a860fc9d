import type { UsageRecord } from "../../protocol/budget/records.ts";
import { builder } from "../builder.ts";
import { Money } from "./budget.ts";

/** Descriptions that `Usage` and `UsageSum` share. */
export const usageDescriptions = {
  inputTokens: "Tokens that models read.",
  outputTokens: "Tokens that models wrote.",
  modelCalls: "Model calls started, plus complete answers that were discarded.",
  toolCalls: "Tool calls started.",
  possiblyPaidTwice:
    "Model calls that were sent again although the provider may have billed the first request: its answer was lost before it could be identified. Normally 0.",
};

/** Tokens, calls and cost. */
export const Usage = builder.objectRef<UsageRecord>("Usage").implement({
  description: "Tokens, calls and cost, including failed and cancelled calls.",
  fields: (t) => ({
    inputTokens: t.exposeInt("inputTokens", { description: usageDescriptions.inputTokens }),
    outputTokens: t.exposeInt("outputTokens", { description: usageDescriptions.outputTokens }),
    modelCalls: t.exposeInt("modelCalls", { description: usageDescriptions.modelCalls }),
    toolCalls: t.exposeInt("toolCalls", { description: usageDescriptions.toolCalls }),
    cost: t.expose("cost", {
      type: Money,
      description:
        "Cost; null when the price of a model is unknown. 0 for emulated models, unless the deployment has a list of prices.",
      nullable: true,
    }),
    estimated: t.exposeBoolean("estimated", {
      description: "True: the provider did not report all tokens, and a part is estimated.",
    }),
    possiblyPaidTwice: t.exposeInt("possiblyPaidTwice", {
      description: usageDescriptions.possiblyPaidTwice,
    }),
  }),
});
