import type { Actor, Status } from "../status.ts";
import type { FiringCause, FiringOutcome, ScheduleSettings } from "./schedule.ts";

/** Why and until when a schedule does not fire. */
export interface SchedulePause {
  reason: string;
  by: Actor;
  /** ISO 8601. */
  at: string;
  /** ISO 8601; null: until it is resumed. */
  until: string | null;
}

/** A schedule as it is read. */
export interface ScheduleRecord extends ScheduleSettings {
  id: string;
  /** Subject of the owner, as whom it acts; null: it belongs to the whole tenant. */
  owner: string | null;
  createdAt: Date;
  createdBy: Actor;
  paused: SchedulePause | null;
  /** Failures in a row. */
  failures: number;
  revision: number;
  /** True: Temporal has this revision. */
  armed: boolean;
}

/** A firing as it is read. */
export interface FiringRecord {
  id: string;
  scheduleId: string;
  /** Its nominal time. */
  due: Date;
  cause: FiringCause;
  outcome: FiringOutcome;
  /** Why it started nothing, or waits; null: it started. */
  reason: string | null;
  /** When the outcome was decided. */
  decidedAt: Date;
  conversationId: string | null;
  turnId: string | null;
  researchId: string | null;
  /** Status of what it started; null: it started nothing. */
  status: Status | null;
}
