import { commands } from "../commands/mod.ts";
import { ConfigError } from "../../protocol/config/read-config.ts";
import { nearest } from "../options/edit-distance.ts";
import { AlreadyRunningError } from "../stack/home-lock.ts";
import { taskCommand } from "../task-command.ts";
import { type Command, UsageError } from "./command.ts";

/** Runs a subcommand and answers its exit code: its own, 2 for invalid arguments or configuration, 1 for a failure. */
export async function runCommand([name = "", ...args]: readonly string[]): Promise<number> {
  const command = commands.find((one) => one.name === name);
  if (!command) return unknownCommand(name);
  if (args.includes("--help") || args.includes("-h")) return show(command.help());
  try {
    return await command.run(args);
  } catch (error) {
    return fail(command, error);
  }
}

function fail({ usageCode }: Command, error: unknown): number {
  if (error instanceof AlreadyRunningError) {
    console.error(`Tramontane is running; stop it first: \`${taskCommand("stop")}\``);
    return 3;
  }
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) return usageCode;
  return error instanceof ConfigError ? 2 : 1;
}

function unknownCommand(name: string): number {
  if (name === "--help" || name === "-h") return show(overview());
  const near = nearest(name, commands.map((command) => command.name));
  console.error(
    name === ""
      ? overview()
      : `unknown command ${name}${near === undefined ? "" : `; did you mean ${near}?`}`,
  );
  return 2;
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `Usage: ${taskCommand("<command>")} [arguments]`,
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    `\`${taskCommand("<command> --help")}\` lists the options of a command.`,
  ].join("\n");
}

function show(text: string): number {
  console.log(text);
  return 0;
}
