import type { PayloadBuilder } from "../mutation/mutation.ts";
import { Schedule } from "../refs.ts";

/** The schedule of a payload. */
export const scheduleField = <Done extends { scheduleId: string }>(t: PayloadBuilder<Done>) => ({
  schedule: t.field({
    type: Schedule,
    nullable: true,
    description: "The schedule; null if it was deleted, or the caller may not read it.",
    resolve: ({ scheduleId }, _, { reads }) => reads.schedule(scheduleId),
  }),
});

/** The field that names the schedule of a mutation. */
export const scheduleTarget = {
  field: "scheduleId",
  kinds: ["schedule"],
  noun: "schedule",
} as const;
