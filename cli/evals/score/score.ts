import type { Expectations } from "../dataset.ts";
import type { StoredRun } from "../stored-run.ts";

/** The score of a rule. `points`: 0 to 1, null where the rule does not apply. `why`: the faults, or what was checked. */
export interface Score {
  rule: string;
  points: number | null;
  passed: boolean;
  why: string;
}

/** A rule: scores the stored run. */
export type Rule = (run: StoredRun, expect: Expectations) => Score;

/** A score by faults: all points without any, else the share of `checked` without a fault. */
export function byFaults(
  rule: string,
  checked: number,
  faults: readonly string[],
  right: string,
): Score {
  const share = checked === 0 ? 1 : Math.max(0, 1 - faults.length / checked);
  const passed = faults.length === 0;
  return { rule, points: passed ? 1 : share, passed, why: passed ? right : faults.join("; ") };
}

/** The score of a rule that does not apply. */
export const notApplicable = (rule: string, why: string): Score => ({
  rule,
  points: null,
  passed: true,
  why,
});
