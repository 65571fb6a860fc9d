import { mutation } from "../mutation/mutation.ts";
import { Firing } from "../refs.ts";
import { backfillIssues, toBackfill } from "./pause-input.ts";
import { scheduleField, scheduleTarget } from "./schedule-payload.ts";

const errors = ["NotFoundError", "ConflictError"] as const;

mutation("triggerSchedule", {
  description:
    "Fires a schedule now, in addition to its times, by its overlap policy; also while it is paused. A worker starts the work at once.",
  input: (t) => ({
    scheduleId: t.id({ description: "Id of the schedule.", required: true }),
  }),
  scope: "schedules:write",
  target: scheduleTarget,
  execute: (input, commands) => commands.triggerSchedule(input),
  payload: {
    description: "The firing waits for a worker.",
    fields: (t) => ({
      ...scheduleField(t),
      firing: t.field({
        type: Firing,
        nullable: true,
        description: "The firing; null if the caller may not read it.",
        resolve: ({ firingId }, _, { reads }) => reads.firing(firingId),
      }),
    }),
  },
  errors,
});

mutation("backfillSchedule", {
  description:
    "Fires for the nominal times of a past period that started nothing, one after the other, at most 250. A time that has started something starts nothing again.",
  input: (t) => ({
    scheduleId: t.id({ description: "Id of the schedule.", required: true }),
    from: t.field({
      type: "DateTime",
      description:
        "Begin of the period, within the time for which firings are kept: `ServerInfo.eventRetention`.",
      required: true,
    }),
    to: t.field({ type: "DateTime", description: "End of the period, included.", required: true }),
    dryRun: t.boolean({
      description: "True: only say which times would fire.",
      required: true,
      defaultValue: false,
    }),
  }),
  scope: "schedules:write",
  issues: (input) => backfillIssues(input, new Date()),
  target: scheduleTarget,
  execute: (input, commands) => commands.backfillSchedule(toBackfill(input)),
  payload: {
    description: "The times fire, or would fire.",
    fields: (t) => ({
      ...scheduleField(t),
      fires: t.field({
        type: ["DateTime"],
        description: "Nominal times that fire, or would fire.",
        resolve: ({ fires }) => fires.map((time) => new Date(time)),
      }),
      started: t.field({
        type: ["DateTime"],
        description: "Nominal times of the period that started something before, or wait.",
        resolve: ({ started }) => started.map((time) => new Date(time)),
      }),
    }),
  },
  errors,
});
