import { requireRecord } from "../errors.ts";
import type { PayloadBuilder } from "../mutation/mutation.ts";
import { ResearchRun } from "../refs.ts";

/** Payload fields of the mutations on research runs. */
export const researchRunField = (
  t: PayloadBuilder<{ researchId: string; replayed: boolean }>,
) => ({
  research: t.field({
    type: ResearchRun,
    description: "The research run. Subscribe without `after` to read all its events.",
    resolve: ({ researchId }, _, { reads }) =>
      requireRecord("research run", reads.researchRun(researchId), reads),
  }),
});
