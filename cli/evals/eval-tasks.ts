import { type EvalCase, readCase } from "./dataset.ts";
import type { EvalsGraph, ListedRun } from "./evals-graph.ts";
import { judged, registerJudge } from "./judge.ts";
import type { EvalsOptions } from "./options.ts";
import { type EvalResult, failedResult, resultOf } from "./result.ts";

/** The cases with these names, or all; cases for the emulator only where it is used. Throws for an unknown name. */
export function chosenCases(
  dataset: readonly EvalCase[],
  names: readonly string[],
  emulated: boolean,
): EvalCase[] {
  const unknown = names.filter((name) => !dataset.some((c) => c.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `no case ${unknown.join(", ")}; there are ${dataset.map((c) => c.name).join(", ")}`,
    );
  }
  const chosen = dataset.filter((c) => names.length === 0 || names.includes(c.name));
  return chosen.filter((c) => emulated || !c.emulatedOnly);
}

/** The newest run with the question and symbols of a case that was not cancelled. */
export function storedRunOf(
  { question, symbols }: Pick<EvalCase, "question" | "symbols">,
  runs: readonly ListedRun[],
): ListedRun | undefined {
  const ended = (r: ListedRun) => ["COMPLETED", "FAILED"].includes(r.status);
  const asked = (r: ListedRun) => [r.question, ...r.symbols].join("\n");
  return runs.find((r) => ended(r) && asked(r) === [question, ...symbols].join("\n"));
}

type Work = () => Promise<EvalResult>;

/** The tasks of an evaluation, one for each result. A failure of a task is a failed result. */
export async function evalTasks(
  graph: EvalsGraph,
  cases: readonly EvalCase[],
  { mode, judge }: EvalsOptions,
  judgeFolder: string,
): Promise<Work[]> {
  const scored = scorer(graph, judge, judgeFolder);
  if (mode.of === "stored" && mode.run !== null) {
    return [await givenRun(graph, cases, mode.run, scored)];
  }
  if (mode.of === "stored") {
    const runs = await graph.runs();
    return cases.map((one) => () => {
      const stored = storedRunOf(one, runs);
      if (!stored) {
        return Promise.resolve(failedResult(one.name, null, "no stored run; see --fresh"));
      }
      return orFailed(one, null, () => scored(one, stored.id, null));
    });
  }
  const aliases = mode.of === "compare" ? mode.aliases : [mode.alias];
  return cases.flatMap((one) =>
    aliases.map((alias) => () =>
      orFailed(one, alias, async () => scored(one, await fresh(graph, one, alias), alias))
    )
  );
}

type Scorer = (one: EvalCase, id: string, alias: string | null) => Promise<EvalResult>;

/** Waits longer than the case allows, so that the duration of a slow run is reported. */
const fresh = (graph: EvalsGraph, one: EvalCase, alias: string) =>
  graph.runCase(one, alias, one.expect.maxSeconds * 1_500);

async function givenRun(
  graph: EvalsGraph,
  cases: readonly EvalCase[],
  id: string,
  scored: Scorer,
): Promise<Work> {
  const run = await graph.read(id);
  const own = cases.find((one) => storedRunOf(one, [{ ...run, status: "COMPLETED" }]));
  const one = own ?? readCase(`{ name: any, question: ${JSON.stringify(run.question)} }`, id);
  return () => orFailed(one, null, () => scored(one, id, null));
}

async function orFailed(one: EvalCase, alias: string | null, work: Work): Promise<EvalResult> {
  try {
    return await work();
  } catch (error) {
    return failedResult(one.name, alias, error instanceof Error ? error.message : String(error));
  }
}

/** Scores by the rules, then by the judge where it is wanted; the judge is registered at first use. */
function scorer(graph: EvalsGraph, wanted: boolean | null, folder: string): Scorer {
  let judge: Promise<string> | undefined;
  return async (one, id, alias) => {
    const run = await graph.read(id);
    const asks = run.report !== null && one.judge.length > 0 && (wanted ?? !run.emulated);
    if (!asks) return resultOf(one, run, alias, null);
    judge ??= registerJudge(graph.url, folder);
    return resultOf(one, run, alias, await judged(graph, await judge, run, one.judge));
  };
}
