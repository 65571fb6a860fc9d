import type { PhaseOutcome as Shape } from "../../protocol/research/phase.ts";
import { builder } from "../builder.ts";
import { Metric, Source } from "./figures.ts";
import { Report } from "./report.ts";

type OutcomeOf<K extends Shape["kind"]> = Extract<Shape, { kind: K }>;

const PlannedSearch = builder.objectRef<OutcomeOf<"Plan">["searches"][number]>("PlannedSearch")
  .implement({
    description: "One thing to look for.",
    fields: (t) => ({
      query: t.exposeString("query", { description: "What." }),
      reason: t.exposeString("reason", { description: "Why." }),
    }),
  });

const Plan = builder.objectRef<OutcomeOf<"Plan">>("Plan").implement({
  description: "Result of PLAN.",
  fields: (t) => ({
    summary: t.exposeString("summary", { description: "The approach in a few sentences." }),
    searches: t.expose("searches", { type: [PlannedSearch], description: "What to look for." }),
  }),
});

const Findings = builder.objectRef<OutcomeOf<"Findings">>("Findings").implement({
  description: "Result of SEARCH.",
  fields: (t) => ({
    summary: t.exposeString("summary", { description: "The answer in a few sentences." }),
    sources: t.expose("sources", { type: [Source], description: "Where it was found." }),
  }),
});

const Analysis = builder.objectRef<OutcomeOf<"Analysis">>("Analysis").implement({
  description: "Result of PRICES, FUNDAMENTALS or RISK.",
  fields: (t) => ({
    summary: t.exposeString("summary", { description: "The judgement in a few sentences." }),
    metrics: t.expose("metrics", { type: [Metric], description: "The figures behind it." }),
  }),
});

const VerificationIssue = builder.objectRef<OutcomeOf<"Verification">["issues"][number]>(
  "VerificationIssue",
).implement({
  description: "Something wrong in a report.",
  fields: (t) => ({
    claim: t.exposeString("claim", { description: "What the report says." }),
    problem: t.exposeString("problem", { description: "What is wrong with it." }),
  }),
});

const Verification = builder.objectRef<OutcomeOf<"Verification">>("Verification").implement({
  description: "Result of VERIFY.",
  fields: (t) => ({
    passed: t.exposeBoolean("passed", { description: "True: the report may go out." }),
    issues: t.expose("issues", { type: [VerificationIssue], description: "What is wrong." }),
  }),
});

/** What came of a phase, told with the phase. */
export const PhaseOutcome = builder.unionType("PhaseOutcome", {
  description: "What came of a phase, by its kind.",
  types: [Plan, Findings, Analysis, Report, Verification],
  resolveType: ({ kind }) => kind,
});
