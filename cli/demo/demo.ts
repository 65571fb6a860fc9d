import { ConfigError, loadStartConfig } from "../config/config.ts";
import { withDotenv } from "../config/dotenv.ts";
import { deathLines, progressLine, readyLine } from "../start/part-lines.ts";
import { standardOutput } from "../terminal/terminal.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { repositoryRoot } from "../stack/paths.ts";
import type { Reporter } from "../stack/supervise/part.ts";
import { type DemoServer, findServer } from "./server.ts";
import { taskCommand } from "../task-command.ts";
import { runScenario } from "./scenario.ts";
import { DemoScreen } from "./demo-screen.ts";
import { InterruptedError, unlessInterrupted } from "./interrupt.ts";

/** Runs the demo; answers the exit code: 0, 1 when something fails, 2 for configuration, 130 for Ctrl-C. */
export async function demo(): Promise<number> {
  const screen = new DemoScreen(standardOutput());
  const interrupt = new AbortController();
  stopSignal().then(() => interrupt.abort());
  try {
    await run(screen, interrupt.signal);
    return 0;
  } catch (error) {
    screen.line();
    console.error(screen.style.bad(error instanceof Error ? error.message : String(error)));
    return error instanceof InterruptedError ? 130 : error instanceof ConfigError ? 2 : 1;
  }
}

async function run(screen: DemoScreen, interrupt: AbortSignal): Promise<void> {
  const env = await withDotenv(Deno.env.toObject(), repositoryRoot);
  const config = loadStartConfig(env, repositoryRoot);
  const { style } = screen;
  screen.line(style.bold("Tramontane, a demonstration"));
  const starting = reporterOf(screen);
  const server = await findServer(config, env, starting.reporter, interrupt);
  starting.quiet();
  screen.line(style.dim(`${server.own ? "started" : "already running"}: ${server.graphql}`));
  try {
    const id = await unlessInterrupted(interrupt, runScenario(server, screen, interrupt));
    showLink(server, id, screen);
  } finally {
    if (server.own) screen.line(style.dim("stopping the processes of the demo"));
    await server.close();
  }
}

/** Where the conversation can be seen: at a start, whose data are those of the demo. */
function showLink({ console, own }: DemoServer, id: string, screen: DemoScreen): void {
  if (console === null) return;
  const when = own ? `, after \`${taskCommand("start")}\`` : "";
  screen.line(
    `See it in the console${when}: ${screen.style.bold(`${console}/conversations/${id}`)}`,
  );
}

/** Prints the progress of processes that the demo starts, until `quiet` is called. */
function reporterOf(screen: DemoScreen): { reporter: Reporter; quiet(): void } {
  const { style } = screen;
  let quiet = false;
  const say = (lines: string[]) => {
    if (!quiet) { for (const one of lines) screen.line(one); }
  };
  return {
    reporter: {
      progress: (part, what) => quiet || screen.terminal.busy(progressLine(style, part, what)),
      ready: (part, ms) => say([readyLine(style, part, ms, "")]),
      died: (part, death) => say(deathLines(style, part, death)),
    },
    quiet: () => quiet = true,
  };
}
