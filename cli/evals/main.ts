import { RequestError } from "../../clients/typescript/mod.ts";
import { inLanes } from "../../dev/gate/lanes.ts";
import { here } from "../config/load-config-or-exit.ts";
import { UsageError } from "../research/options.ts";
import { readRunFile } from "../run-file.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { readDataset } from "./dataset.ts";
import { EvalsGraph } from "./evals-graph.ts";
import { type EvalsOptions, evalsOptions } from "./options.ts";
import type { EvalResult } from "./result.ts";
import { chosenCases, evalTasks } from "./eval-tasks.ts";
import { comparisonTable, resultTable } from "./tables.ts";
import { taskCommand } from "../task-command.ts";

/** Exit codes. */
export const exitCodes = { passed: 0, notPassed: 1, usage: 2 } as const;

/** Scores reports, prints a table and writes a JSON file; answers the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = evalsOptions(args);
    const { home, port } = await here();
    const url = options.url ?? (await readRunFile(home))?.urls.graphql ??
      `http://127.0.0.1:${port}/graphql`;
    const results = await evaluate(options, url);
    const stamp = new Date().toISOString().replace(/[:.]/g, "-");
    const path = options.json ?? `${home}/evals/${stamp}.json`;
    await writeJson(path, { at: new Date().toISOString(), url, results });
    for (const line of linesOf(options, results)) console.log(line);
    console.log(`\n${results.filter((r) => r.passed).length} of ${results.length} passed; ${path}`);
    return results.length > 0 && results.every((r) => r.passed)
      ? exitCodes.passed
      : exitCodes.notPassed;
  } catch (error) {
    const away = error instanceof RequestError && error.code === "UNREACHABLE";
    const message = error instanceof Error ? error.message : String(error);
    console.error(message.replace(/^UNREACHABLE: (\S+): .*/, "Nothing answers at $1."));
    if (away) console.error(`Start it with \`${taskCommand("start")}\`.`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.notPassed;
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
  return await inLanes(works, options.parallel);
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
