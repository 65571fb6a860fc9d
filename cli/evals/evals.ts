import { runParallel } from "../../protocol/async/run-parallel.ts";
import { loadConfig } from "../config/load-config.ts";
import { serverAddress, unreachableLines } from "../server-address.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { readDataset } from "./dataset.ts";
import { EvalsGraph } from "./evals-graph.ts";
import type { EvalsOptions } from "./options.ts";
import type { EvalResult } from "./result.ts";
import { chosenCases, evalTasks } from "./eval-tasks.ts";
import { comparisonTable, resultTable } from "./tables.ts";

/** Scores reports, prints a table and writes a JSON file; answers the exit code: 0 when all passed. */
export async function evals(options: EvalsOptions): Promise<number> {
  const { home } = await loadConfig();
  const url = options.url ?? await serverAddress();
  try {
    const results = await evaluate(options, url);
    const stamp = new Date().toISOString().replace(/[:.]/g, "-");
    const path = options.json ?? `${home}/evals/${stamp}.json`;
    await writeJson(path, { at: new Date().toISOString(), url, results });
    for (const line of linesOf(options, results)) console.log(line);
    console.log(`\n${results.filter((r) => r.passed).length} of ${results.length} passed; ${path}`);
    return results.length > 0 && results.every((r) => r.passed) ? 0 : 1;
  } catch (error) {
    const unreachable = unreachableLines(error, url);
    if (!unreachable) throw error;
    console.error(unreachable.join("\n"));
    return 1;
  }
}

/** Scores what the options choose; one result for each case and alias, in their order. */
export async function evaluate(options: EvalsOptions, url: string): Promise<EvalResult[]> {
  const folder = options.dataset.startsWith("/")
    ? options.dataset
    : `${repositoryRoot}/${options.dataset}`;
  const graph = new EvalsGraph(url);
  const emulated = await graph.emulated();
  const cases = chosenCases(await readDataset(folder), options.cases, emulated);
  const works = await evalTasks(graph, cases, options, `${folder}/judge`);
  return await runParallel(works, options.parallel);
}

function linesOf({ mode }: EvalsOptions, results: readonly EvalResult[]): string[] {
  const width = Deno.stdout.isTerminal() ? Deno.consoleSize().columns : 200;
  const table = resultTable(results, width);
  return mode.of === "compare" ? [...comparisonTable(results, mode.aliases), "", ...table] : table;
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await Deno.mkdir(path.replace(/\/?[^/]*$/, "") || ".", { recursive: true });
  await Deno.writeTextFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
