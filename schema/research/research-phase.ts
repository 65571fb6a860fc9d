import type { PhaseKind as Kind } from "../../protocol/research/phase.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { present } from "../errors.ts";
import { Node } from "../node.ts";
import { PhaseOutcome } from "./phase-outcome.ts";
import { Failure, Status } from "../status.ts";
import { ResearchPhase, ResearchRun, Turn } from "../refs.ts";

const PhaseKind = builder.enumType("PhaseKind", {
  description: "What a phase does.",
  values: enumValues<Kind>({
    PLAN: "Splits the question into searches.",
    SEARCH: "Answers one of them.",
    PRICES: "Analyses prices.",
    FUNDAMENTALS: "Analyses fundamentals.",
    RISK: "Analyses risks.",
    WRITE: "Writes the report.",
    VERIFY: "Checks the report against what was found.",
  }),
});

ResearchPhase.implement({
  description: "One part of a research run.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    research: t.field({
      type: ResearchRun,
      description: "Its run.",
      resolve: ({ researchId }, _, { reads }) =>
        present("research run", reads.researchRun(researchId)),
    }),
    kind: t.expose("kind", { type: PhaseKind, description: "What it does." }),
    round: t.exposeInt("round", {
      description: "1, and one more each time the verifier sends the report back.",
    }),
    name: t.exposeString("name", {
      description: "What to call it on a screen, such as the search.",
    }),
    status: t.expose("status", { type: Status, description: "Where it stands." }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      description: "When it began.",
      nullable: true,
    }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      description: "When it ended.",
      nullable: true,
    }),
    text: t.exposeString("text", {
      description:
        "What is written, as Markdown, its parts joined by an empty line. TextDelta.part counts the parts: those of WRITE are sections.",
    }),
    outcome: t.field({
      type: PhaseOutcome,
      description: "What came of it; null before the end.",
      nullable: true,
      resolve: (phase) => phase.outcome && { ...phase.outcome, phase },
    }),
    failure: t.expose("failure", { type: Failure, description: "Why it failed.", nullable: true }),
    work: t.field({
      type: Turn,
      description: "The turn that does the work, with its steps and usage; null before it begins.",
      nullable: true,
      resolve: ({ turnId }, _, { reads }) => turnId === null ? null : reads.turn(turnId),
    }),
  }),
});
