import type { Score } from "./score/score.ts";
import { pointsOf, scoreRun } from "./score/score-run.ts";
import { agentsOf, secondsOf, type StoredRun } from "./stored-run.ts";
import type { EvalCase } from "./dataset.ts";

/** What came of a case. Without `runId` there was nothing to score, and `scores` tells why. */
export interface EvalResult {
  case: string;
  runId: string | null;
  /** The alias that it was run under; null for a stored run. */
  alias: string | null;
  /** Who worked on it, `name@version`. */
  agents: string[];
  status: string | null;
  emulated: boolean | null;
  seconds: number | null;
  cost: { amount: string; currency: string } | null;
  /** 0 to 1. */
  points: number;
  passed: boolean;
  scores: Score[];
}

/** The result of a run by the rules, and the judge where it was asked. */
export function resultOf(
  one: EvalCase,
  run: StoredRun,
  alias: string | null,
  judge: Score | null,
): EvalResult {
  const scores = [...scoreRun(run, one.expect), ...(judge ? [judge] : [])];
  return {
    case: one.name,
    runId: run.id,
    alias,
    agents: agentsOf(run),
    status: run.status,
    emulated: run.emulated,
    seconds: secondsOf(run),
    cost: run.usage.cost,
    points: pointsOf(scores),
    passed: scores.every(({ passed }) => passed),
    scores,
  };
}

/** The result where there is no run. */
export function failedResult(name: string, alias: string | null, why: string): EvalResult {
  return {
    case: name,
    runId: null,
    alias,
    agents: [],
    status: null,
    emulated: null,
    seconds: null,
    cost: null,
    points: 0,
    passed: false,
    scores: [{ rule: "run", points: 0, passed: false, why }],
  };
}
