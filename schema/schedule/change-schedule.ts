import { scheduleLimits as limits } from "../../protocol/schedule/schedule.ts";
import { mutation } from "../mutation/mutation.ts";
import { pauseIssues, toPauseSchedule } from "./pause-input.ts";
import { scheduleField, scheduleTarget } from "./schedule-payload.ts";

const errors = ["NotFoundError", "ConflictError"] as const;

mutation("pauseSchedule", {
  description:
    "Stops the firings of a schedule. What goes on goes on. Of one that is paused the reason changes.",
  input: (t) => ({
    scheduleId: t.id({ description: "Id of the schedule.", required: true }),
    reason: t.string({
      description: `Why, at most ${limits.reasonLength} characters.`,
      required: true,
    }),
    until: t.field({
      type: "DateTime",
      description: "When it fires again by itself; null: once it is resumed.",
    }),
  }),
  scope: "schedules:write",
  issues: (input) => pauseIssues(input, new Date()),
  target: scheduleTarget,
  execute: (input, commands) => commands.pauseSchedule(toPauseSchedule(input)),
  payload: { description: "The schedule is paused.", fields: scheduleField },
  errors,
});

mutation("resumeSchedule", {
  description:
    "Lets a paused schedule fire from its next time on. Times of the pause are not made up for: `backfillSchedule` does that. If its owner resumes it, it acts with the rights that the owner has now.",
  input: (t) => ({
    scheduleId: t.id({ description: "Id of the schedule.", required: true }),
  }),
  scope: "schedules:write",
  target: scheduleTarget,
  execute: (input, commands) => commands.resumeSchedule(input),
  payload: { description: "The schedule fires.", fields: scheduleField },
  errors,
});

mutation("deleteSchedule", {
  description: "Deletes a schedule with its history. What it started stays, and goes on.",
  input: (t) => ({
    scheduleId: t.id({ description: "Id of the schedule.", required: true }),
  }),
  scope: "schedules:write",
  target: scheduleTarget,
  execute: (input, commands) => commands.deleteSchedule(input),
  payload: {
    description: "The schedule is deleted.",
    fields: (t) => ({
      scheduleId: t.id({
        description: "Id of the schedule that is no more.",
        resolve: ({ scheduleId }) => scheduleId,
      }),
    }),
  },
  errors,
});
