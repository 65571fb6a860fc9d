import type { PhaseOutcome as Shape } from "../../protocol/research/phase.ts";
import { builder } from "../builder.ts";
import { Gap } from "./gap.ts";
import { Metric, Source } from "./figures.ts";
import { Report } from "./report.ts";

type OutcomeOf<K extends Shape["kind"]> = Extract<Shape, { kind: K }>;

const PlannedSearch = builder.objectRef<OutcomeOf<"Plan">["searches"][number]>("PlannedSearch")
  .implement({
    description: "A planned search.",
    fields: (t) => ({
      query: t.exposeString("query", { description: "What to search for." }),
      reason: t.exposeString("reason", { description: "Why the search is needed." }),
    }),
  });

const Plan = builder.objectRef<OutcomeOf<"Plan">>("Plan").implement({
  description: "Result of a PLAN phase.",
  fields: (t) => ({
    summary: t.exposeString("summary", { description: "Approach, in a few sentences." }),
    searches: t.expose("searches", { type: [PlannedSearch], description: "Planned searches." }),
  }),
});

const Findings = builder.objectRef<OutcomeOf<"Findings">>("Findings").implement({
  description: "Result of a SEARCH phase.",
  fields: (t) => ({
    summary: t.exposeString("summary", { description: "Answer, in a few sentences." }),
    sources: t.expose("sources", { type: [Source], description: "Sources of the answer." }),
  }),
});

const Analysis = builder.objectRef<OutcomeOf<"Analysis">>("Analysis").implement({
  description: "Result of a PRICES, FUNDAMENTALS or RISK phase.",
  fields: (t) => ({
    summary: t.exposeString("summary", { description: "Assessment, in a few sentences." }),
    metrics: t.expose("metrics", {
      type: [Metric],
      description: "Figures that support the assessment.",
    }),
  }),
});

const VerificationIssue = builder.objectRef<OutcomeOf<"Verification">["issues"][number]>(
  "VerificationIssue",
).implement({
  description: "An error in a report.",
  fields: (t) => ({
    claim: t.exposeString("claim", { description: "Claim of the report." }),
    problem: t.exposeString("problem", { description: "What is wrong with the claim." }),
  }),
});

const Verification = builder.objectRef<OutcomeOf<"Verification">>("Verification").implement({
  description: "Result of a VERIFY phase.",
  fields: (t) => ({
    passed: t.exposeBoolean("passed", {
      description: "True: the verifier accepts the report, and the check finds no gap.",
    }),
    accepted: t.exposeBoolean("accepted", {
      description: "True: the verifier accepts the report.",
    }),
    issues: t.expose("issues", {
      type: [VerificationIssue],
      description: "Errors that the verifier finds in the report.",
    }),
    gaps: t.expose("gaps", {
      type: [Gap],
      description: "What the check finds missing in the report, without a model.",
    }),
  }),
});

/** Result of a phase. */
export const PhaseOutcome = builder.unionType("PhaseOutcome", {
  description: "Result of a phase; its type depends on the kind of the phase.",
  types: [Plan, Findings, Analysis, Report, Verification],
  resolveType: ({ kind }) => kind,
});
