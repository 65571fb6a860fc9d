import { ConfigError, loadStartConfig } from "../config/config.ts";
import { withDotenv } from "../config/dotenv.ts";
import { deathLines, progressLine, readyLine } from "../start/part-lines.ts";
import { textStyle } from "../terminal/text-style.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { repositoryRoot } from "../stack/paths.ts";
import type { Reporter } from "../stack/supervise/part.ts";
import { findServer } from "./server.ts";
import { play } from "./scenario.ts";
import { Screen } from "./demo-screen.ts";
import { InterruptedError, unlessInterrupted } from "./deadline.ts";

const encoder = new TextEncoder();
const write = (text: string) => void Deno.stdout.writeSync(encoder.encode(text));

/** Plays the demo and answers the exit code: 0, 1 when something fails, 2 for configuration, 130 for Ctrl-C. */
export async function demo(): Promise<number> {
  const terminal = Deno.stdout.isTerminal();
  const screen = new Screen(textStyle(terminal, Deno.noColor), widthOf(terminal), write);
  const leave = new AbortController();
  stopSignal().then(() => leave.abort());
  try {
    await run(screen, leave.signal);
    return 0;
  } catch (error) {
    screen.line();
    console.error(screen.look.bad(error instanceof Error ? error.message : String(error)));
    return error instanceof InterruptedError ? 130 : error instanceof ConfigError ? 2 : 1;
  }
}

async function run(screen: Screen, leave: AbortSignal): Promise<void> {
  const env = await withDotenv(Deno.env.toObject(), repositoryRoot);
  const config = loadStartConfig(env, repositoryRoot);
  const { look } = screen;
  screen.line(look.bold("Tramontane, a demonstration"));
  const starting = reporterOf(screen);
  const place = await findServer(config, env, starting.reporter, leave);
  starting.quiet();
  screen.line(look.dim(`${place.own ? "started" : "running already"}: ${place.graphql}`));
  try {
    await unlessInterrupted(leave, play(place, screen, leave));
  } finally {
    if (place.own) screen.line(look.dim("stopping what was started"));
    await place.close();
  }
}

/** Shows what happens to parts while they are started; later the demo itself tells. */
function reporterOf(screen: Screen): { reporter: Reporter; quiet(): void } {
  const { look } = screen;
  let quiet = false;
  const say = (lines: string[]) => {
    if (!quiet) { for (const one of lines) screen.line(one); }
  };
  return {
    reporter: {
      progress: (part, what) => say([progressLine(look, part, what)]),
      ready: (part, ms) => say([readyLine(look, part, ms, "")]),
      died: (part, death) => say(deathLines(look, part, death)),
    },
    quiet: () => quiet = true,
  };
}

function widthOf(terminal: boolean): number {
  const columns = terminal ? Deno.consoleSize().columns : 100;
  return Math.max(40, Math.min(100, columns));
}
