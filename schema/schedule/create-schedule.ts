import { scheduleLimits as limits } from "../../protocol/schedule/schedule.ts";
import { BudgetInput } from "../budget/budget.ts";
import { mutation } from "../mutation/mutation.ts";
import {
  settingsIssues,
  toCreateSchedule,
  toUpdateSchedule,
  updateScheduleIssues,
} from "./schedule-input.ts";
import { scheduleField, scheduleTarget } from "./schedule-payload.ts";
import { OverlapPolicy } from "./schedule.ts";
import { ScheduleSpecInput } from "./spec.ts";
import { ScheduleWorkInput } from "./work.ts";

const about = {
  name: `Name, at most ${limits.nameLength} characters.`,
  catchUp:
    "A firing that is later than this, as after an outage, is missed: PT1M to P7D. A year's catch-up would start a week's reports at once.",
  jitter: "Firings are spread over this time after their nominal time, at most PT1H.",
  pause: "Failures in a row after which it is paused; null: never.",
  budget: "Limits of what each firing starts; null: those of the agent alone.",
};

mutation("createSchedule", {
  description:
    "Makes a schedule, which starts work at certain times as its owner: the caller, who needs the scope to start it now, `conversations:write` or `research:write`. It is stored at once, and armed in Temporal a moment later.",
  input: (t) => ({
    name: t.string({ description: about.name, required: true }),
    spec: t.field({ type: ScheduleSpecInput, description: "When it fires.", required: true }),
    work: t.field({
      type: ScheduleWorkInput,
      description: "What a firing starts.",
      required: true,
    }),
    overlap: t.field({
      type: OverlapPolicy,
      description: "What a firing does while the work of an earlier one goes on.",
      required: true,
      defaultValue: "SKIP",
    }),
    catchUp: t.field({
      type: "Duration",
      description: about.catchUp,
      required: true,
      defaultValue: limits.defaultCatchUpMs,
    }),
    jitter: t.field({
      type: "Duration",
      description: about.jitter,
      required: true,
      defaultValue: 0,
    }),
    pauseAfterFailures: t.int({
      description: about.pause,
      defaultValue: limits.defaultPauseAfterFailures,
    }),
    budgetPerFiring: t.field({ type: BudgetInput, description: about.budget }),
  }),
  scope: "schedules:write",
  issues: (input) => settingsIssues(input),
  execute: (input, commands) => commands.createSchedule(toCreateSchedule(input)),
  payload: { description: "The schedule is stored.", fields: scheduleField },
  errors: ["NotFoundError", "ConflictError"],
});

mutation("updateSchedule", {
  description:
    "Changes a schedule. Only its owner may: it acts with the rights that the owner has now. A new spec fires from its next time on.",
  input: (t) => ({
    scheduleId: t.id({ description: "Id of the schedule.", required: true }),
    expectedRevision: t.int({
      description: "`Schedule.revision` as it was read: another change meanwhile is a conflict.",
      required: true,
    }),
    name: t.string({ description: `${about.name} Null or absent: it stays.` }),
    spec: t.field({ type: ScheduleSpecInput, description: "When it fires; absent: it stays." }),
    work: t.field({
      type: ScheduleWorkInput,
      description: "What a firing starts; absent: it stays.",
    }),
    overlap: t.field({ type: OverlapPolicy, description: "The policy; absent: it stays." }),
    catchUp: t.field({ type: "Duration", description: `${about.catchUp} Absent: it stays.` }),
    jitter: t.field({ type: "Duration", description: `${about.jitter} Absent: it stays.` }),
    pauseAfterFailures: t.int({ description: `${about.pause} Absent: it stays.` }),
    budgetPerFiring: t.field({
      type: BudgetInput,
      description: `${about.budget} Absent: they stay.`,
    }),
  }),
  scope: "schedules:write",
  issues: (input) => updateScheduleIssues(input),
  target: scheduleTarget,
  execute: (input, commands) => commands.updateSchedule(toUpdateSchedule(input)),
  payload: { description: "The schedule is changed.", fields: scheduleField },
  errors: ["NotFoundError", "ConflictError"],
});
