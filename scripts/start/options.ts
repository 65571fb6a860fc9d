import { parseArgs } from "node:util";

/** What may stand behind `deno task start`. */
export interface StartOptions {
  /** Return as soon as all is ready, leaving the parts running. */
  detach: boolean;
  /** Fetch nothing. */
  offline: boolean;
  /** Show the parts' logs once all is ready. */
  logs: boolean;
  help: boolean;
}

/** The lines of `--help`. */
export const startHelp = `deno task start [--detach] [--offline] [--logs]

  --detach   leave the parts running and return; \`deno task stop\` ends them
  --offline  fetch nothing from the network
  --logs     show the parts' logs once all is ready

Settings are environment variables or lines of .env; see .env.example.`;

/** Reads the arguments; throws a TypeError that names what it does not know. */
export function startOptions(args: readonly string[]): StartOptions {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { detach: flag, offline: flag, logs: flag, help: flag },
  });
  return values;
}
