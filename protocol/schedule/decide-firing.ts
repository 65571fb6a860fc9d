import type { FiringCause, FiringOutcome, OverlapPolicy } from "./schedule.ts";

/** What a firing is decided by. */
export interface FiringState {
  cause: FiringCause;
  overlap: OverlapPolicy;
  /** True: the firing has waited; false: its time has come just now. */
  hasWaited: boolean;
  /** Nominal time of a firing whose work goes on; null: none does. */
  openSince: Date | null;
  /** True: another firing waits. */
  isOtherWaiting: boolean;
  /** Since its nominal time, ms. */
  lateMs: number;
  catchUpMs: number;
}

/** What becomes of a firing. `cancelOther`: what goes on is cancelled first. */
export type FiringDecision =
  | { outcome: "STARTED"; cancelOther: boolean }
  | { outcome: Exclude<FiringOutcome, "STARTED">; reason: string };

/** Decides a firing by the policies of its schedule. */
export function decideFiring(state: FiringState): FiringDecision {
  const { cause, overlap, hasWaited, openSince, lateMs, catchUpMs } = state;
  if (cause === "TIME" && !hasWaited && lateMs > catchUpMs) {
    const minutes = Math.round(lateMs / 60_000);
    return {
      outcome: "MISSED",
      reason: `It came ${minutes} minutes late, after the catch-up time.`,
    };
  }
  if (openSince === null) return { outcome: "STARTED", cancelOther: false };
  const still = goesOn(openSince);
  // However many they are, they start one after the other.
  if (cause === "BACKFILL") return { outcome: "WAITING", reason: `${still}.` };
  if (overlap === "ALLOW") return { outcome: "STARTED", cancelOther: false };
  if (overlap === "CANCEL_OTHER") return { outcome: "STARTED", cancelOther: true };
  if (overlap === "SKIP") return { outcome: "SKIPPED_OVERLAP", reason: `${still}.` };
  if (hasWaited || !state.isOtherWaiting) return { outcome: "WAITING", reason: `${still}.` };
  return { outcome: "SKIPPED_OVERLAP", reason: `${still}, and another one waits already.` };
}

/** Why a firing has to wait, without the full stop. */
export const goesOn = (openSince: Date): string => `The firing of ${instant(openSince)} goes on`;

/** A moment as reasons write it. */
export const instant = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, "Z");
