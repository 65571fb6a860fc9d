import type { ScheduleSettings } from "./schedule.ts";

type Keyed = { idempotencyKey: string };

/** Makes a schedule. */
export interface CreateSchedule extends Keyed, ScheduleSettings {}

/** Changes a schedule; an absent field stays. */
export interface UpdateSchedule extends Keyed {
  scheduleId: string;
  expectedRevision: number;
  change: Partial<ScheduleSettings>;
}

/** Stops the firings of a schedule. */
export interface PauseSchedule extends Keyed {
  scheduleId: string;
  reason: string;
  /** ISO 8601; null: until it is resumed. */
  until: string | null;
}

/** Lets a paused schedule fire again, from its next time on. */
export interface ResumeSchedule extends Keyed {
  scheduleId: string;
}

/** Fires now, in addition. */
export interface TriggerSchedule extends Keyed {
  scheduleId: string;
}

/** Fires for the nominal times of a past period that started nothing. */
export interface BackfillSchedule extends Keyed {
  scheduleId: string;
  /** ISO 8601. */
  from: string;
  /** ISO 8601; included. */
  to: string;
  dryRun: boolean;
}

/** Removes a schedule with its history; what it started stays. */
export interface DeleteSchedule extends Keyed {
  scheduleId: string;
}

/** Result of a command on a schedule. */
export interface ChangedSchedule {
  scheduleId: string;
  replayed: boolean;
}

/** Result of `TriggerSchedule`. */
export interface TriggeredSchedule extends ChangedSchedule {
  firingId: string;
}

/** Result of `BackfillSchedule`: ISO 8601 times that start, and those that have started something before. */
export interface BackfilledSchedule extends ChangedSchedule {
  fires: string[];
  started: string[];
}
