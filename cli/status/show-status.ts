import { loadConfig } from "../config/load-config.ts";
import { readRunFile } from "../run-file.ts";
import { taskCommand } from "../task-command.ts";
import { standardOutput } from "../terminal/terminal.ts";
import { statusLines } from "./lines.ts";
import { readiness, unreadyNow } from "./readiness.ts";

/** Prints the status of the start of this folder; answers the exit code: 0 ready, 1 not ready, 3 nothing runs. */
export async function showStatus(): Promise<number> {
  const { home } = await loadConfig();
  const run = await readRunFile(home);
  if (!run) {
    console.log(`nothing runs (state ${home}); \`${taskCommand("start")}\` starts it`);
    return 3;
  }
  const [api, unready] = await Promise.all([
    readiness(run.urls.graphql),
    unreadyNow(run.processes),
  ]);
  const terminal = standardOutput();
  terminal.print(statusLines(terminal.style, run, api, new Date(), unready).join("\n"));
  const ready = run.processes.every(({ state }) => state === "ready");
  return ready && api.ready && unready.size === 0 ? 0 : 1;
}
