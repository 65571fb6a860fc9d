import type { PhaseKind as Kind } from "../../protocol/research/phase.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { requireRecord } from "../errors.ts";
import { Node } from "../node.ts";
import { PhaseOutcome } from "./phase-outcome.ts";
import { Failure, Status } from "../status.ts";
import { ResearchPhase, ResearchRun, Turn } from "../refs.ts";
import { textCost } from "../text-cost.ts";

const PhaseKind = builder.enumType("PhaseKind", {
  description: "Kind of a phase.",
  values: enumValues<Kind>({
    PLAN: "Plans the searches that the question requires.",
    SEARCH: "Answers one search.",
    PRICES: "Analyses prices.",
    FUNDAMENTALS: "Analyses fundamentals.",
    RISK: "Analyses risks.",
    WRITE: "Writes the report.",
    VERIFY: "Verifies the report against the findings and analyses.",
  }),
});

ResearchPhase.implement({
  description: "A phase of a research run.",
  interfaces: [Node],
  fields: (t) => ({
    research: t.field({
      type: ResearchRun,
      description: "Research run of the phase.",
      resolve: ({ researchId }, _, { reads }) =>
        requireRecord("research run", reads.researchRun(researchId), reads),
    }),
    kind: t.expose("kind", { type: PhaseKind, description: "Kind of the phase." }),
    round: t.exposeInt("round", {
      description:
        "Number of the round, from 1. Each revision that the verifier requests starts a new one.",
    }),
    name: t.exposeString("name", {
      description: "Name for display; of a SEARCH, its query.",
    }),
    status: t.expose("status", { type: Status, description: "Status of the phase." }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      description: "Time of the start; null before it.",
      nullable: true,
    }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      description: "Time of the end; null before it.",
      nullable: true,
    }),
    text: t.exposeString("text", {
      complexity: textCost,
      description:
        "Text so far, as Markdown: the parts joined by an empty line. TextDelta.part is the index of a part; those of WRITE are the sections.",
    }),
    outcome: t.field({
      type: PhaseOutcome,
      description: "Result of the phase; null before its end and when it has none.",
      nullable: true,
      resolve: (phase) => phase.outcome && { ...phase.outcome, phase },
    }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Reason why the phase failed; null when it did not.",
      nullable: true,
    }),
    work: t.field({
      type: Turn,
      description: "Turn that executes the phase, with its steps and usage; null before its start.",
      nullable: true,
      resolve: ({ turnId }, _, { reads }) => turnId === null ? null : reads.turn(turnId),
    }),
  }),
});
