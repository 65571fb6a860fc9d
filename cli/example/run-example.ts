import { duration, progressLine } from "../start/part-lines.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { readiness } from "../status/readiness.ts";
import { taskCommand } from "../task-command.ts";
import { standardOutput } from "../terminal/terminal.ts";
import type { ExampleName } from "./examples.ts";
import { startExample } from "./start-example.ts";

/** Runs an example until Ctrl-C; answers the exit code. `api` is the GraphQL address. */
export async function runExample(name: ExampleName, api: string): Promise<number> {
  const { missing } = await readiness(api);
  if (missing !== undefined) {
    console.error(`No server is ready at ${api}: ${missing}`);
    console.error(`Start it with \`${taskCommand("start")}\`.`);
    return 1;
  }
  const terminal = standardOutput();
  const stopping = new AbortController();
  const stopped = stopSignal().then(() => stopping.abort());
  const startedAt = performance.now();
  const progress = (what: string) => terminal.busy(progressLine(terminal.style, name, what));
  try {
    await using running = await startExample({ name, api, signal: stopping.signal, progress });
    const took = duration(performance.now() - startedAt);
    terminal.print(`Open ${running.url} (ready in ${took}; it uses ${api}). Ctrl-C stops it.`);
    const code = await Promise.race([stopped.then(() => 0), running.died]);
    if (code !== 0) terminal.print(`The dev server ended; its log: ${running.log}`);
    return code;
  } catch (error) {
    if (stopping.signal.aborted) return 130;
    throw error;
  }
}
