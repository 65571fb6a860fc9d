import { nextTimes } from "../../protocol/schedule/nominal-times.ts";
import { mayReadWork } from "../../protocol/schedule/may-read.ts";
import type { SchedulePause as Pause, ScheduleRecord } from "../../protocol/schedule/records.ts";
import {
  type OverlapPolicy as Policy,
  scheduleLimits as limits,
} from "../../protocol/schedule/schedule.ts";
import { Budget } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { badInput } from "../errors.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Firing, Schedule } from "../refs.ts";
import { Actor } from "../status.ts";
import { FiringConnection } from "./firing.ts";
import { ScheduleSpec } from "./spec.ts";
import { ScheduleWork } from "./work.ts";

/** What happens while the work of an earlier firing goes on. */
export const OverlapPolicy = builder.enumType("OverlapPolicy", {
  description: "What a firing does while the work of an earlier one goes on. Values may be added.",
  values: enumValues<Policy>({
    SKIP: "It starts nothing.",
    BUFFER_ONE: "It starts once that has ended; one firing waits, further ones start nothing.",
    CANCEL_OTHER: "It cancels that and starts.",
    ALLOW: "It starts at the same time.",
  }),
});

const SchedulePause = builder.objectRef<Pause>("SchedulePause").implement({
  description: "Why and until when a schedule does not fire.",
  fields: (t) => ({
    reason: t.exposeString("reason", { description: "Reason that was given." }),
    by: t.expose("by", {
      type: Actor,
      // A selection can contain this field and that of a webhook only if both can be null.
      nullable: true,
      description: "Actor that paused it. Never null.",
    }),
    at: t.field({
      type: "DateTime",
      description: "When it was paused.",
      resolve: ({ at }) => new Date(at),
    }),
    until: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it fires again by itself; null: once it is resumed.",
      resolve: ({ until }) => until === null ? null : new Date(until),
    }),
  }),
});

Schedule.implement({
  description: "Work that is started at certain times, as its owner.",
  interfaces: [Node],
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name that its owner gave; not unique." }),
    spec: t.expose("spec", { type: ScheduleSpec, description: "When it fires." }),
    work: t.field({
      type: ScheduleWork,
      nullable: true,
      description:
        "What a firing starts; null: the caller may pause it, but not read the content of its owner.",
      resolve: ({ owner, work }, _, { principal }) =>
        mayReadWork(principal, owner, work) ? work : null,
    }),
    overlap: t.expose("overlap", {
      type: OverlapPolicy,
      description: "What a firing does while the work of an earlier one goes on.",
    }),
    catchUp: t.expose("catchUpMs", {
      type: "Duration",
      description: "A firing that is later than this, as after an outage, is missed.",
    }),
    jitter: t.expose("jitterMs", {
      type: "Duration",
      description: "Firings are spread over this time after their nominal time.",
    }),
    pauseAfterFailures: t.exposeInt("pauseAfterFailures", {
      nullable: true,
      description: "Failures in a row after which it is paused; null: never.",
    }),
    failures: t.exposeInt("failures", { description: "Failures in a row until now." }),
    budgetPerFiring: t.expose("budgetPerFiring", {
      type: Budget,
      nullable: true,
      description: "Limits of what a firing starts; null: those of the agent alone.",
    }),
    paused: t.expose("paused", {
      type: SchedulePause,
      nullable: true,
      description: "Why it does not fire; null: it fires.",
    }),
    next: t.field({
      type: ["DateTime"],
      description: "Its next nominal times; of a paused one those after the pause.",
      args: {
        first: t.arg.int({
          description: `How many, 1 to ${limits.next}.`,
          required: true,
          defaultValue: 5,
        }),
      },
      complexity: ({ first }) => ({
        field: timeCost * Math.max(1, Math.min(first ?? 5, limits.next)),
      }),
      resolve: (schedule, { first }) => nextOf(schedule, first),
    }),
    firings: t.field({
      type: FiringConnection,
      description: "Its firings, the newest nominal time first.",
      args: forwardArgs(t.arg),
      complexity: pageCost,
      resolve: ({ id }, args, { reads }) => reads.firings(id, checkedPage(args)),
    }),
    last: t.field({
      type: Firing,
      nullable: true,
      description: "The firing with the newest nominal time; null: there is none.",
      resolve: ({ id }, _, { reads }) => reads.lastFiring(id),
    }),
    owner: t.exposeString("owner", {
      nullable: true,
      description: "Subject as whom it acts; null: it belongs to the whole tenant.",
    }),
    armed: t.exposeBoolean("armed", {
      description:
        "True: Temporal has it as it is. False: it was changed a moment ago, or Temporal is away; it is armed later.",
    }),
    revision: t.exposeInt("revision", {
      description: "Grows with each change; `updateSchedule` expects it.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Time of its creation." }),
    createdBy: t.expose("createdBy", { type: Actor, description: "Actor that created it." }),
  }),
});

/** Points of a nominal time: computing it takes as long as reading some objects. */
const timeCost = 20;

function nextOf({ spec, paused }: ScheduleRecord, first: number): Date[] {
  if (first < 1 || first > limits.next) {
    throw badInput([{ path: ["first"], message: `Ask for 1 to ${limits.next}.` }]);
  }
  if (paused !== null && paused.until === null) return [];
  return nextTimes(
    spec,
    new Date(Math.max(Date.now(), Date.parse(paused?.until ?? "") || 0)),
    first,
  );
}

const ScheduleConnection = connection("Schedule", Schedule, "schedules");

builder.queryField("schedule", (t) =>
  t.field({
    authScopes: { can: "schedules:read" },
    type: Schedule,
    nullable: true,
    description:
      "The schedule with this id; null when there is none that the principal may read, and without the scope `schedules:read`.",
    args: { id: t.arg.id({ description: "Id of the schedule.", required: true }) },
    resolve: (_, { id }, { reads }) => reads.schedule(id),
  }));

builder.queryField("schedules", (t) =>
  t.field({
    authScopes: { can: "schedules:read" },
    nullable: true,
    type: ScheduleConnection,
    description:
      "Schedules that the principal may read, the newest first. Null without the scope `schedules:read`.",
    args: forwardArgs(t.arg),
    complexity: pageCost,
    resolve: (_, args, { reads }) => reads.schedules(checkedPage(args)),
  }));
