import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError } from "@temporalio/client";
import { timesBetween } from "../../protocol/schedule/nominal-times.ts";
import {
  type FiringInput,
  firingWorkflow,
  firingWorkflowId,
  schedulePrefix,
  temporalScheduleId,
} from "../../protocol/schedule/schedule-workflow.ts";
import type { WorkflowTimes } from "../../protocol/temporal/workflow-times.ts";
import type { ScheduleToArm } from "../../store/schedule/arm-schedules.ts";

/** Time limit of a call, ms. */
const callMs = 5_000;
/** Nominal times that Temporal gets at once: a worker writes the next ones when half of them have passed. */
const listed = 60;

/** What Temporal's schedules are written with. */
export interface TemporalDeps {
  client: () => Client;
  taskQueue: string;
  times: WorkflowTimes;
}

/** What was written to Temporal. */
export interface WrittenSchedule {
  /** When it is to get the next nominal times; null: it has all. */
  until: Date | null;
  /** False: Temporal had the schedule, in some revision. */
  isNew: boolean;
}

/** Creates or changes a schedule in Temporal. */
export async function writeSchedule(
  { client, ...how }: TemporalDeps,
  schedule: ScheduleToArm,
  now: Date,
): Promise<WrittenSchedule> {
  const ref = { tenant: schedule.tenant, scheduleId: schedule.id };
  const times = listedTimes(schedule, now);
  const options = optionsOf(schedule, ref, times, how);
  const isNew = await withDeadline(client(), async () => {
    const { schedule: schedules } = client();
    try {
      await schedules.create({ scheduleId: temporalScheduleId(ref), ...options });
      return true;
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await schedules.getHandle(temporalScheduleId(ref)).update(() => options);
      return false;
    }
  });
  const until = times.length < listed ? null : times[Math.floor(listed / 2)] ?? null;
  return { until, isNew };
}

/** Those that Temporal may still fire by its catch-up, and the next ones. */
function listedTimes({ spec, catchUpMs, checkedUntil }: ScheduleToArm, now: Date): Date[] {
  const from = Math.max(checkedUntil.getTime(), now.getTime() - catchUpMs);
  return timesBetween(spec, new Date(from), new Date(now.getTime() + farMs), listed);
}

/** No nominal time is looked for beyond this, ms. */
const farMs = 10 * 366 * 24 * 60 * 60_000;

/**
 * The times are written out, in UTC: what they are is computed in one place, with the summer time of their zone, and
 * Temporal only has to wake. Overlaps are decided by the record, so that Temporal's policy is to allow them.
 */
function optionsOf(
  { revision, isPaused, jitterMs, catchUpMs }: ScheduleToArm,
  ref: FiringInput,
  times: Date[],
  { taskQueue, times: workflowTimes }: Omit<TemporalDeps, "client">,
) {
  return {
    spec: { calendars: times.map(calendarOf), ...(jitterMs > 0 && { jitter: jitterMs }) },
    action: {
      type: "startWorkflow" as const,
      workflowType: firingWorkflow,
      workflowId: firingWorkflowId(ref),
      taskQueue,
      args: [{ ...ref, times: workflowTimes }],
      // A tenant with many schedules leaves workers to others.
      priority: { fairnessKey: ref.tenant },
    },
    policies: { overlap: "ALLOW_ALL" as const, catchupWindow: catchUpMs },
    // Without a time left it would fire at every second.
    state: { paused: isPaused || times.length === 0, note: noteOf(revision) },
  };
}

const months = [
  ...["JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE"] as const,
  ...["JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"] as const,
];

const calendarOf = (time: Date) => ({
  year: time.getUTCFullYear(),
  month: months[time.getUTCMonth()] ?? "JANUARY",
  dayOfMonth: time.getUTCDate(),
  hour: time.getUTCHours(),
  minute: time.getUTCMinutes(),
  second: time.getUTCSeconds(),
});

/** Removes a schedule from Temporal. False: it did not have it. */
export async function removeFromTemporal(
  { client }: TemporalDeps,
  ref: FiringInput,
): Promise<boolean> {
  return await withDeadline(client(), async () => {
    try {
      await client().schedule.getHandle(temporalScheduleId(ref)).delete();
      return true;
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      return false;
    }
  });
}

/** What Temporal's schedule says of its revision. */
const noteOf = (revision: number) => `revision ${revision}`;

/** A schedule with the revision that Temporal should have. */
export type ArmedSchedule = FiringInput & { revision: number };

/** True if Temporal has this revision of the schedule. */
export async function isInTemporal({ client }: TemporalDeps, ref: ArmedSchedule): Promise<boolean> {
  return await withDeadline(client(), async () => {
    try {
      const { state } = await client().schedule.getHandle(temporalScheduleId(ref)).describe();
      return state.note === noteOf(ref.revision);
    } catch (error) {
      if (error instanceof ScheduleNotFoundError) return false;
      throw error;
    }
  });
}

/** The ids of Tramontane's schedules in Temporal with their notes, at most so many. */
export async function schedulesInTemporal({ client }: TemporalDeps, most: number) {
  return await withDeadline(client(), async () => {
    const notes = new Map<string, string | undefined>();
    for await (const { scheduleId, state } of client().schedule.list({ pageSize: 500 })) {
      if (scheduleId.startsWith(schedulePrefix)) notes.set(scheduleId, state.note);
      if (notes.size === most) break;
    }
    return {
      ids: [...notes.keys()],
      has: (ref: ArmedSchedule) => notes.get(temporalScheduleId(ref)) === noteOf(ref.revision),
    };
  });
}

const withDeadline = <T>(client: Client, call: () => Promise<T>): Promise<T> =>
  client.withDeadline(Date.now() + callMs, call);
