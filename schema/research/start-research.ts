import type { StartedResearch } from "../../protocol/research/commands.ts";
import { validationError } from "../../protocol/user-error.ts";
import { BudgetInput } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { startResearchIssues, toStartResearch } from "./research-input.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";
import { ResearchRun } from "../refs.ts";

const StartResearchInput = builder.inputType("StartResearchInput", {
  description: "Input of startResearch.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    question: t.string({ description: "The question.", required: true }),
    symbols: t.stringList({
      description:
        "Ticker symbols it is about, as Yahoo Finance writes them, in any case: `BRK-B`, `M&M.NS`, `^GSPC`; at most 10.",
      required: true,
      defaultValue: [],
    }),
    searches: t.int({ description: "Most searches, 1 to 20.", required: true, defaultValue: 5 }),
    revisions: t.int({
      description: "How often the verifier may send the report back, 0 to 5.",
      required: true,
      defaultValue: 2,
    }),
    language: t.string({
      description: "Language of the report, BCP 47.",
      required: true,
      defaultValue: "en",
    }),
    alias: t.string({
      description: "Alias of the research agents.",
      required: true,
      defaultValue: "stable",
    }),
    budget: t.field({ type: BudgetInput, description: "Limits." }),
  }),
});

const StartResearchPayload = builder.objectRef<StartedResearch>("StartResearchPayload").implement({
  description: "The run is on its way. Subscribe without `after` to see all of it.",
  fields: (t) => ({
    research: t.field({
      type: ResearchRun,
      description: "The research run.",
      resolve: ({ researchId }, _, { reads }) =>
        present("research run", reads.researchRun(researchId)),
    }),
    replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
  }),
});

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const StartResearchResult = builder.unionType("StartResearchResult", {
  description: "Result of startResearch.",
  types: [StartResearchPayload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("StartResearchPayload"),
});

builder.mutationField("startResearch", (t) =>
  t.field({
    type: StartResearchResult,
    description: "Starts a research run.",
    args: { input: t.arg({ type: StartResearchInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const issues = startResearchIssues(input);
      const refused = issues.length > 0 && validationError(issues);
      return narrowed(refused || commands.startResearch(toStartResearch(input)), refusals);
    },
  }));
