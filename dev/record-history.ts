// `deno task record-history <workflow id> <name> [run id]`: records the history of a run for the replay test. Histories
// contain ids and counts, no content. They are read by Temporal's CLI: those that the client fetches cannot be replayed.
import { loadConfig } from "../cli/config/load-config.ts";
import { readRunFile } from "../cli/run-file.ts";
import { repositoryRoot } from "../cli/stack/paths.ts";
import { runCommand } from "../cli/stack/supervise/run-command.ts";
import { findTemporal } from "../cli/stack/temporal/find-temporal.ts";
import { taskCommand } from "../cli/task-command.ts";

const [workflowId, name, runId] = Deno.args;
const run = await readRunFile((await loadConfig()).home);
if (!workflowId || !name || !run) {
  console.error(
    `Use: ${taskCommand("record-history <workflow id> <name> [run id]")}, while the stack runs.`,
  );
  Deno.exit(2);
}
const { path } = await findTemporal({
  env: Deno.env.toObject(),
  buildLog: "/dev/null",
  progress: console.log,
  signal: AbortSignal.timeout(600_000),
});
const history = await runCommand(path, [
  ...["workflow", "show", "--address", run.urls.temporal],
  ...["--workflow-id", workflowId, "--output", "json"],
  ...(runId ? ["--run-id", runId] : []),
]);
// The names of workers are those of this machine, and a replay does not need them.
const text = history.replace(
  /("(?:identity|workerInstanceKey|binaryChecksum|buildId|stackTrace)":\s*)"(?:[^"\\]|\\.)*"/g,
  '$1"recorded"',
).replace(/"\d+@[\w.-]+"/g, '"recorded"');
const file = `${repositoryRoot}/worker/workflows/histories/${name}.json`;
await Deno.writeTextFile(file, `${text}\n`);
console.log(`wrote ${file}`);
