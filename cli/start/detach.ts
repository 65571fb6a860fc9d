import { sleep } from "../../protocol/async/sleep.ts";
import type { StartConfig } from "../config/config.ts";
import { LogCursor } from "../logs/follow.ts";
import { sizeOf } from "../stack/supervise/log-file.ts";
import { fromFileUrl, repositoryRoot } from "../stack/paths.ts";
import { openHome } from "../stack/home.ts";
import { readRunFile } from "../run-file.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { taskCommand } from "../task-command.ts";

// A first start may build Temporal.
const withinMs = 2_400_000;

/**
 * Runs this start in the background, prints its output until it is ready, and returns. Its later output is in
 * `logs/start.log`.
 */
export async function startDetached(
  config: StartConfig,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const home = await openHome(config.home);
  const log = `${home.logs}/start.log`;
  const cursor = new LogCursor(log, await sizeOf(log));
  const child = spawnStart(args, log);
  let code: number | undefined;
  child.status.then((status) => code = status.code);
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    const before = code;
    const phase = (await readRunFile(config.home))?.phase;
    for (const line of await cursor.read()) terminal.print(line);
    if (before !== undefined) return before;
    if (phase === "ready" || phase === "incomplete") return ready(terminal, log);
    await sleep(100);
  }
  throw new Error(`not ready after ${withinMs / 60_000} minutes; see ${log}`);
}

function ready(terminal: Terminal, log: string): number {
  const hint = `${taskCommand("status")} | stop | logs; ${log}`;
  terminal.print(`Left running. ${terminal.style.dim(hint)}`);
  return 0;
}

// The shell opens the log: Deno cannot pass a file to a child as its output.
function spawnStart(args: readonly string[], log: string): Deno.ChildProcess {
  const rest = args.filter((arg) => arg !== "--detach");
  const script = fromFileUrl(new URL("../main.ts", import.meta.url));
  const child = new Deno.Command("sh", {
    args: [
      "-c",
      'log=$1; shift; exec "$@" >>"$log" 2>&1',
      "sh",
      log,
      Deno.execPath(),
      "run",
      "-A",
      script,
      "start",
      ...rest,
    ],
    cwd: repositoryRoot,
    detached: true,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  child.unref();
  return child;
}
