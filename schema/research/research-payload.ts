import { requireRecord } from "../errors.ts";
import type { PayloadBuilder } from "../mutation/mutation.ts";
import { ResearchRun } from "../refs.ts";

type Builder = PayloadBuilder<{ researchId: string; replayed: boolean }>;

/** Payload fields of the mutations that make a research run. */
export const newRunField = (t: Builder) => ({
  research: t.field({
    type: ResearchRun,
    description:
      "The research run. Subscribe without `after` to read all its events. Of one for another owner only the fields without content can be read.",
    resolve: ({ researchId }, _, { reads }) =>
      requireRecord("research run", reads.madeResearchRun(researchId)),
  }),
});

/** Payload fields of the mutations that change a research run. */
export const changedRunField = (t: Builder) => ({
  research: t.field({
    type: ResearchRun,
    description: "The research run; null if the caller may not read it.",
    nullable: true,
    resolve: ({ researchId }, _, { reads }) => reads.researchRun(researchId),
  }),
});
