// `deno task record-history <workflow id> <name> [run id]`: keeps a run's history for the replay test. Histories hold ids
// and counts only, no content. They come from Temporal's own program: what the client fetches does not load again.
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
// Who worked at it is of this machine, and of no use to a replay.
const text = history.replace(
  /("(?:identity|workerInstanceKey|binaryChecksum|buildId|stackTrace)":\s*)"(?:[^"\\]|\\.)*"/g,
  '$1"recorded"',
);
const file = `${repositoryRoot}/worker/histories/${name}.json`;
await Deno.writeTextFile(file, `${text}\n`);
console.log(`wrote ${file}`);
