import type { Budget } from "../budget/budget.ts";

/** When a schedule fires: exactly one of the three. */
export type ScheduleSpec =
  | { kind: "cron"; expression: string; timeZone: string }
  | { kind: "every"; everyMs: number; offsetMs: number }
  | CalendarSpec;

/** Times of day on some days. An empty list selects all. */
export interface CalendarSpec {
  kind: "calendar";
  /** `HH:MM`, in the time zone; at least one. */
  times: string[];
  /** 1 to 12. */
  months: number[];
  /** 1 to 31. */
  daysOfMonth: number[];
  /** 0 is Sunday. A day has to match `daysOfMonth` and `weekdays`. */
  weekdays: number[];
  timeZone: string;
}

/** What a firing starts: exactly one of the three. Texts are templates. */
export type ScheduleWork =
  | { kind: "message"; conversationId: string; text: string }
  | {
    kind: "conversation";
    agent: string;
    alias: string | null;
    title: string | null;
    labels: string[];
    text: string;
  }
  | {
    kind: "research";
    question: string;
    symbols: string[];
    allowUnknown: boolean;
    searches: number;
    revisions: number;
    language: string;
    alias: string;
  };

/** What happens at a nominal time while the work of an earlier firing goes on. */
export const overlapPolicies = ["SKIP", "BUFFER_ONE", "CANCEL_OTHER", "ALLOW"] as const;
/** One of `overlapPolicies`. */
export type OverlapPolicy = (typeof overlapPolicies)[number];

/** Why there is a firing: its time came, a caller asked for one now, or for those of a past period. */
export const firingCauses = ["TIME", "MANUAL", "BACKFILL"] as const;
/** One of `firingCauses`. */
export type FiringCause = (typeof firingCauses)[number];

/**
 * What became of a nominal time. WAITING: it starts once the work before it has ended. STARTED: the work exists, and has
 * a status of its own. All others started nothing, and have a reason.
 */
export const firingOutcomes = [
  "WAITING",
  "STARTED",
  "SKIPPED_OVERLAP",
  "MISSED",
  "REFUSED",
] as const;
/** One of `firingOutcomes`. */
export type FiringOutcome = (typeof firingOutcomes)[number];

/** The part of a schedule that its owner writes. */
export interface ScheduleSettings {
  name: string;
  spec: ScheduleSpec;
  work: ScheduleWork;
  overlap: OverlapPolicy;
  /** A firing that is later than this, ms, is missed. */
  catchUpMs: number;
  /** Firings are spread over this time after their nominal time, ms. */
  jitterMs: number;
  /** Failures in a row after which the schedule is paused; null: never. */
  pauseAfterFailures: number | null;
  /** Limits of what each firing starts; null: those of the agent alone. */
  budgetPerFiring: Budget | null;
}

/** Limits of schedules. */
export const scheduleLimits = {
  /** Schedules of a tenant. */
  perTenant: 1_000,
  nameLength: 200,
  minEveryMs: 60_000,
  maxEveryMs: 366 * 24 * 60 * 60_000,
  minCatchUpMs: 60_000,
  maxCatchUpMs: 7 * 24 * 60 * 60_000,
  maxJitterMs: 60 * 60_000,
  defaultCatchUpMs: 10 * 60_000,
  defaultPauseAfterFailures: 5,
  maxPauseAfterFailures: 1_000,
  /** UTF-16 units of a cron expression. */
  cronLength: 200,
  /** Times of day of a calendar. */
  timesOfDay: 48,
  /** Nominal times that a query lists: each takes half a millisecond. */
  next: 20,
  /** Nominal times of one backfill. */
  backfill: 250,
  /** Firings of a schedule that wait. */
  waiting: 1_000,
  reasonLength: 500,
} as const;

/** True where the outcome started nothing, and nothing will be by itself. */
export const startedNothing = (outcome: FiringOutcome): boolean =>
  outcome !== "WAITING" && outcome !== "STARTED";
