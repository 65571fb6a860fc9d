import { scopesOfMaking } from "../access/share-input.ts";
import { BudgetInput } from "../budget/budget.ts";
import { mutation } from "../mutation/mutation.ts";
import { forkResearchIssues, toForkResearch } from "./research-input.ts";
import { newRunField } from "./research-payload.ts";

mutation("forkResearch", {
  description:
    "Starts a research run that keeps the phases of another one before a phase, and repeats this phase and those after it.",
  input: (t) => ({
    phaseId: t.id({ description: "Id of the first phase to repeat.", required: true }),
    budget: t.field({
      type: BudgetInput,
      description: "Limits of the new run; null: none.",
    }),
    onBehalfOf: t.string({
      description:
        "Subject of the owner, for services that act for their users; needs the scope tokens:mint. Null: the caller.",
    }),
  }),
  scope: (input) => scopesOfMaking("research:write", input),
  issues: (input) => forkResearchIssues(input),
  target: { field: "phaseId", kinds: ["phase"], noun: "phase" },
  execute: (input, commands) => commands.forkResearch(toForkResearch(input)),
  payload: { description: "The new research run has started.", fields: newRunField },
  errors: ["NotFoundError", "ConflictError", "BudgetExceededError"],
});
