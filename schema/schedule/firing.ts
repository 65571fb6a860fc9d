import type {
  FiringCause as Cause,
  FiringOutcome as Outcome,
} from "../../protocol/schedule/schedule.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { Node } from "../node.ts";
import { connection } from "../page/page.ts";
import { Firing, Schedule } from "../refs.ts";
import { Status } from "../status.ts";

const FiringCause = builder.enumType("FiringCause", {
  description: "Why there is a firing. Values may be added.",
  values: enumValues<Cause>({
    TIME: "Its nominal time came.",
    MANUAL: "`triggerSchedule` asked for it.",
    BACKFILL: "`backfillSchedule` asked for it.",
  }),
});

const FiringDecision = builder.enumType("FiringDecision", {
  description: "What became of a firing. Values may be added.",
  values: enumValues<Outcome>({
    WAITING: "It starts once what goes on has ended.",
    STARTED: "It started the work, whose end is `workStatus`.",
    SKIPPED_OVERLAP: "It started nothing: the work of an earlier firing went on.",
    MISSED: "It started nothing: its time passed while nothing could fire it, see `reason`.",
    REFUSED: "It started nothing: the work was refused, see `reason`.",
  }),
});

Firing.implement({
  description: "What became of one nominal time of a schedule. There is at most one of each time.",
  interfaces: [Node],
  fields: (t) => ({
    schedule: t.field({
      type: Schedule,
      nullable: true,
      description: "Its schedule; null: it was deleted.",
      resolve: ({ scheduleId }, _, { reads }) => reads.schedule(scheduleId),
    }),
    due: t.expose("due", {
      type: "DateTime",
      description: "Its nominal time; of one that was asked for now, when.",
    }),
    cause: t.expose("cause", { type: FiringCause, description: "Why there is one." }),
    decision: t.expose("outcome", { type: FiringDecision, description: "What became of it." }),
    reason: t.exposeString("reason", {
      nullable: true,
      description: "Why it waits, or started nothing; null: it started.",
    }),
    recordedAt: t.expose("decidedAt", {
      type: "DateTime",
      description: "When that was recorded.",
    }),
    workStatus: t.expose("status", {
      type: Status,
      nullable: true,
      description: "How what it started has ended; null: it has not, or nothing was started.",
    }),
    started: t.field({
      type: Node,
      nullable: true,
      description:
        "The turn or research run that it started; null: none that the principal may read.",
      resolve: ({ turnId, researchId }, _, { reads }) => {
        if (turnId !== null) return reads.turn(turnId);
        return researchId === null ? null : reads.researchRun(researchId);
      },
    }),
  }),
});

/** A page of firings. */
export const FiringConnection = connection("Firing", Firing, "firings");
