import type { Arguments, CommandSpec } from "../command/command.ts";
import { serverOption } from "../graphql-address.ts";

/** Which files to compare or apply, and at which server. */
export interface AgentsOptions {
  command: "plan" | "apply";
  folder: string;
  /** The API's GraphQL address. */
  url: string;
  json: boolean;
}

const options = {
  url: serverOption,
  json: { type: "flag", description: "print the result as JSON" },
} as const;

/** The arguments of `tramontane agents`. */
export const agentsArguments: CommandSpec<typeof options> = {
  name: "agents",
  summary: "Compares files of agents with the registered agents (plan), or registers them (apply)",
  words: "plan|apply [folder]",
  maxWords: 2,
  options,
  notes: "Without a folder, the command reads `agents`.\n" +
    "Exit code: 0 done or no difference, 1 failed or invalid arguments, 2 `plan` found differences.",
  check: ({ words: [command] }) =>
    command === "plan" || command === "apply" ? [] : ["the first argument must be plan or apply"],
};

/** The options of `agents` from its arguments, which are checked; `ownServer` is the address without `--url`. */
export function agentsOptions(
  { values: { url, json }, words: [command, folder = "agents"] }: Arguments<typeof options>,
  ownServer: string,
): AgentsOptions {
  return {
    command: command === "apply" ? "apply" : "plan",
    folder,
    url: url ?? ownServer,
    json,
  };
}
