import { isId } from "../../protocol/ids.ts";
import type { StartedResearch } from "../../protocol/research/commands.ts";
import { notFound, validationError } from "../../protocol/user-error.ts";
import { BudgetInput } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { forkResearchIssues, toForkResearch } from "./research-input.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";
import { ResearchRun } from "../refs.ts";

const ForkResearchInput = builder.inputType("ForkResearchInput", {
  description: "Input of forkResearch.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    phaseId: t.id({ description: "The first phase to do again.", required: true }),
    budget: t.field({ type: BudgetInput, description: "Limits of the new run." }),
  }),
});

const ForkResearchPayload = builder.objectRef<StartedResearch>("ForkResearchPayload").implement({
  description: "The new run is on its way.",
  fields: (t) => ({
    research: t.field({
      type: ResearchRun,
      description: "The new research run.",
      resolve: ({ researchId }, _, { reads }) =>
        present("research run", reads.researchRun(researchId)),
    }),
    replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
  }),
});

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const ForkResearchResult = builder.unionType("ForkResearchResult", {
  description: "Result of forkResearch.",
  types: [ForkResearchPayload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("ForkResearchPayload"),
});

builder.mutationField("forkResearch", (t) =>
  t.field({
    type: ForkResearchResult,
    description:
      "Starts a research run that keeps what came before a phase of another and does the rest again.",
    args: { input: t.arg({ type: ForkResearchInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const issues = forkResearchIssues(input);
      const refused = issues.length > 0
        ? validationError(issues)
        : isId("phase", input.phaseId)
        ? null
        : notFound("such phase", ["phaseId"]);
      return narrowed(refused ?? commands.forkResearch(toForkResearch(input)), refusals);
    },
  }));
