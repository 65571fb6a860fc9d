import type { Score } from "./score/score.ts";
import { pointsOf, scoreRun } from "./score/score-run.ts";
import { agentsOf, secondsOf, type StoredRun } from "./stored-run.ts";
import type { EvalCase } from "./dataset.ts";

/** The result of a case. Without `runId` there was no run to score; `scores` has the reason. */
export interface EvalResult {
  case: string;
  runId: string | null;
  /** The alias of its agent versions; null for a stored run. */
  alias: string | null;
  /** The agent versions of its calls, `name@version`. */
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

/** The result of a run: the scores of the rules, and of the judge if it was asked. */
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
    cost: run.usage?.cost ?? null,
    points: pointsOf(scores),
    passed: scores.every(({ passed }) => passed),
    scores,
  };
}

/** The result of a case without a run. */
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
