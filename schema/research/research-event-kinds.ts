import { builder } from "../builder.ts";
import { Event, eventRef, linkField, statusField } from "../log/event.ts";
import { TextDelta } from "../log/event-kinds.ts";
import { Status } from "../status.ts";
import { ResearchPhase, ResearchRun } from "../refs.ts";

const PhaseChanged = eventRef("PhaseChanged").implement({
  description:
    "The status of a phase changed. RUNNING: an attempt starts, and the text of earlier ones is discarded.",
  interfaces: [Event],
  fields: (t) => ({
    phaseId: t.id({ description: "Id of the phase.", resolve: ({ body }) => body.phaseId }),
    status: t.field(statusField),
    phase: t.field(linkField(ResearchPhase, "researchPhase", "phaseId")),
  }),
});

const ResearchEnded = eventRef("ResearchEnded").implement({
  description: "The research run ended. It is the last event of its stream.",
  interfaces: [Event],
  fields: (t) => ({
    status: t.field({
      type: Status,
      description: "COMPLETED, FAILED or CANCELLED.",
      resolve: ({ body }) => body.status,
    }),
    research: t.field(linkField(ResearchRun, "researchRun", "researchId")),
  }),
});

/** Events of a research run. */
export const ResearchEvent = builder.unionType("ResearchEvent", {
  description: "Event of a research run. Members may be added; `... on Event` also reads those.",
  types: [PhaseChanged, TextDelta, ResearchEnded],
  resolveType: ({ body }) => body.kind,
});
