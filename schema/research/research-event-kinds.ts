import { builder } from "../builder.ts";
import { Event } from "../log/event.ts";
import { TextDelta } from "../log/event-kinds.ts";
import {
  defineEventFields,
  eventDescriptions,
  eventRef,
  lastEventDescriptions,
} from "../log/event-fields.ts";
import { Status } from "../status.ts";
import { ResearchPhase, ResearchRun } from "../refs.ts";

const PhaseChanged = eventRef("PhaseChanged");
const ResearchEnded = eventRef("ResearchEnded");

PhaseChanged.implement({
  description: "A phase was planned, began, or ended.",
  interfaces: [Event],
  fields: (t) => ({
    phaseId: t.id({ description: "The phase.", resolve: ({ body }) => body.phaseId }),
    status: t.field({
      type: Status,
      description: "How it stood.",
      resolve: ({ body }) => body.status,
    }),
    phase: t.field({
      type: ResearchPhase,
      description: "As it is now; null when it could not be read.",
      nullable: true,
      resolve: ({ body }, _, { reads }) => reads.researchPhase(body.phaseId),
    }),
  }),
});

ResearchEnded.implement({
  description: "The last event of a research run.",
  interfaces: [Event],
  fields: (t) => ({
    status: t.field({
      type: Status,
      description: "COMPLETED, FAILED or CANCELLED.",
      resolve: ({ body }) => body.status,
    }),
    research: t.field({
      type: ResearchRun,
      description: "The run; null when it could not be read.",
      nullable: true,
      resolve: ({ body }, _, { reads }) => reads.researchRun(body.researchId),
    }),
  }),
});

defineEventFields(PhaseChanged, eventDescriptions);
defineEventFields(ResearchEnded, lastEventDescriptions);

/** What a research run's stream sends. */
export const ResearchEvent = builder.unionType("ResearchEvent", {
  description:
    "What Subscription.researchEvents sends. Members may be added; `... on Event` reads those too.",
  types: [PhaseChanged, TextDelta, ResearchEnded],
  resolveType: ({ body }) => body.kind,
});
