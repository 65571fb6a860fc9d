import type { Arguments, Command, CommandSpec, OptionTable } from "./command.ts";
import { helpText } from "./help.ts";
import { parseArguments } from "./parse-arguments.ts";

/** What the definition of a command adds to its arguments. */
interface Definition<T extends OptionTable> extends CommandSpec<T> {
  usageCode?: number;
  /** Does the work and answers the exit code. `args` are the arguments as given. */
  run(given: Arguments<T>, args: readonly string[]): Promise<number>;
}

/** A command whose `run` gets its arguments checked. */
export function defineCommand<const T extends OptionTable>(spec: Definition<T>): Command {
  const { name, summary, usageCode = 2 } = spec;
  return {
    name,
    summary,
    usageCode,
    help: () => helpText(spec),
    run: (args) => spec.run(parseArguments(spec, args), args),
  };
}
