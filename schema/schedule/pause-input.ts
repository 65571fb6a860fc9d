import type { BackfillSchedule, PauseSchedule } from "../../protocol/schedule/commands.ts";
import { scheduleLimits as max } from "../../protocol/schedule/schedule.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, type Maybe, textIssues } from "../mutation/issues.ts";

/** Issues of an input of pauseSchedule. */
export const pauseIssues = (
  { reason, until }: { reason: string; until?: Maybe<Date> },
  now: Date,
): ValidationIssue[] => [
  ...textIssues(reason, ["reason"], max.reasonLength),
  ...issueIf(until != null && until <= now, ["until"], "Name a time in the future."),
];

/** The command of a valid input. */
export const toPauseSchedule = (
  { idempotencyKey, scheduleId, reason, until }: Omit<PauseSchedule, "until"> & {
    until?: Maybe<Date>;
  },
): PauseSchedule => ({
  ...{ idempotencyKey, scheduleId, reason: reason.trim() },
  until: until?.toISOString() ?? null,
});

/** Input of backfillSchedule. */
export interface BackfillInput {
  idempotencyKey: string;
  scheduleId: string;
  from: Date;
  to: Date;
  dryRun: boolean;
}

/** Issues of an input of backfillSchedule. */
export const backfillIssues = ({ from, to }: BackfillInput, now: Date): ValidationIssue[] => [
  ...issueIf(to < from, ["to"], "Name a time that is not before `from`."),
  ...issueIf(to > now, ["to"], "Name a time in the past: later ones fire by themselves."),
  ...issueIf(now.getTime() - from.getTime() > maxBackMs, ["from"], "Name a time within a year."),
];

const maxBackMs = 366 * 24 * 60 * 60_000;

/** The command of a valid input. */
export const toBackfill = ({ from, to, ...rest }: BackfillInput): BackfillSchedule => ({
  ...rest,
  from: from.toISOString(),
  to: to.toISOString(),
});
