import type { Expectations } from "../dataset.ts";
import type { StoredRun } from "../stored-run.ts";
import { figures, prose } from "./figures.ts";
import { gaps } from "./gaps.ts";
import { cost, ending, lost, time, tools, verdict } from "./run-rules.ts";
import type { Score } from "./score.ts";
import { sources } from "./sources.ts";
import { structure } from "./structure.ts";

/** The scores of all rules, in the order of a table. A run that is expected to end without a report is scored by its status alone. */
export function scoreRun(run: StoredRun, expect: Expectations): Score[] {
  const limits = [time(run, expect), cost(run, expect)];
  if (expect.status !== "COMPLETED") return [ending(run, expect), ...limits];
  const rules = [ending, structure, figures, prose, sources, tools, lost, gaps];
  const scores = rules.map((rule) => rule(run, expect));
  return [...scores, verdict(scores)(run, expect), ...limits];
}

/** The mean of the rules that apply, 0 to 1. */
export function pointsOf(scores: readonly Score[]): number {
  const given = scores.flatMap(({ points }) => points ?? []);
  return given.length === 0 ? 0 : given.reduce((sum, points) => sum + points, 0) / given.length;
}
