import type { Expectations } from "../dataset.ts";
import type { StoredRun } from "../stored-run.ts";

/** What a rule makes of a run. `points`: 0 to 1, null where the rule does not apply. `why`: what is wrong, else what is right. */
export interface Score {
  rule: string;
  points: number | null;
  passed: boolean;
  why: string;
}

/** A rule: decides from what is stored alone. */
export type Rule = (run: StoredRun, expect: Expectations) => Score;

/** A score by what is wrong: nothing is all points, else the share of the `checked` that is right. */
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

/** Where a rule has nothing to say. */
export const notApplicable = (rule: string, why: string): Score => ({
  rule,
  points: null,
  passed: true,
  why,
});
