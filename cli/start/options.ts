import type { CommandSpec, Values } from "../command/command.ts";

const count = { type: "integer", example: "1", min: 1, max: 8, default: 1 } as const;

/** The arguments of `tramontane start`. */
export const startArguments = {
  name: "start",
  summary: "Starts the service on this machine and stops it at Ctrl-C",
  options: {
    detach: {
      type: "flag",
      description: "return once all are ready; the processes keep running until `stop`",
    },
    offline: { type: "flag", description: "fetch nothing from the network" },
    logs: { type: "flag", description: "print the logs of the processes once all are ready" },
    ui: { type: "flag", description: "serve Temporal's web UI, where its program has one" },
    workers: { ...count, description: "worker processes, 1 to 8" },
    apis: { ...count, description: "API processes, 1 to 8; PORT is the port of the first" },
  },
  notes: "Settings are environment variables or lines of .env; see .env.example.",
} as const satisfies CommandSpec;

/** Options of a start. */
export interface StartOptions
  extends Pick<Values<typeof startArguments.options>, "detach" | "offline" | "logs" | "ui"> {
  /** How many workers and APIs run on the same servers. */
  instances: { worker: number; api: number };
}

/** The options of a start from the values of its arguments. */
export function startOptions(
  { workers, apis, ...flags }: Values<typeof startArguments.options>,
): StartOptions {
  return { ...flags, instances: { worker: workers, api: apis } };
}
