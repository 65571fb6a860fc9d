import { parseArgs, type ParseArgsConfig } from "node:util";
import { taskCommand } from "../task-command.ts";

/** What may stand behind `deno task start`. */
export interface StartOptions {
  /** Return as soon as all is ready, leaving the parts running. */
  detach: boolean;
  /** Fetch nothing. */
  offline: boolean;
  /** Show the parts' logs once all is ready. */
  logs: boolean;
  /** Serve Temporal's web UI, where its program brings one. */
  ui: boolean;
  /** How many workers and APIs to run on the same servers. */
  instances: { worker: number; api: number };
  help: boolean;
}

/** The lines of `--help`. */
export const startHelp = () =>
  `${taskCommand("start")} [--detach] [--offline] [--logs] [--ui]
    [--workers 2] [--apis 2]

  --detach   leave the parts running and return; \`${taskCommand("stop")}\` ends them
  --offline  fetch nothing from the network
  --logs     show the parts' logs once all is ready
  --ui       serve Temporal's web UI on this machine, where its program brings one
  --workers  so many worker processes, 1 to 8; default 1
  --apis     so many API processes, 1 to 8; PORT is the first one's

Settings are environment variables or lines of .env; see .env.example.`;

/** Reads the arguments; throws a TypeError that names what it does not know, and what there is. */
export function startOptions(args: readonly string[]): StartOptions {
  const flag = { type: "boolean", default: false } as const;
  const count = { type: "string", default: "1" } as const;
  const options = { detach: flag, offline: flag, logs: flag, ui: flag, help: flag } as const;
  const { workers, apis, ...rest } = parsed({ ...options, workers: count, apis: count }, args);
  return { ...rest, instances: { worker: some("workers", workers), api: some("apis", apis) } };
}

function parsed<T extends NonNullable<ParseArgsConfig["options"]>>(
  options: T,
  args: readonly string[],
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TypeError(`${error.message}\n\n${startHelp()}`);
  }
}

function some(option: string, text: string): number {
  if (/^[1-8]$/.test(text)) return Number(text);
  throw new TypeError(`--${option} is "${text}": give a whole number from 1 to 8`);
}
