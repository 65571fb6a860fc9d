import { taskCommand } from "../task-command.ts";

import { parseArgs, type ParseArgsConfig } from "node:util";

/** The fault in the arguments of a task that takes only these; null without one. */
export function unknownArguments(
  task: string,
  args: readonly string[],
  known: readonly string[] = [],
): string | null {
  const unknown = args.filter((arg) => !known.includes(arg));
  if (unknown.length === 0) return null;
  const takes = known.length === 0 ? "no arguments" : `only ${known.join(", ")}`;
  return `${taskCommand(task)} takes ${takes}; not ${unknown.join(", ")}.`;
}

/** Exits with 2 where a task was called with arguments that it does not take: none is ignored. */
export function requireKnownArguments(task: string, known: readonly string[] = []): void {
  const fault = unknownArguments(task, Deno.args, known);
  if (fault === null) return;
  console.error(fault);
  Deno.exit(2);
}

/** The options and words of a task; exits with 2 and `usage` where they do not fit, or a number is not one. */
export function requireOptions<T extends ParseArgsConfig>(
  usage: string,
  config: T,
  numbers: readonly string[] = [],
): ReturnType<typeof parseArgs<T>> {
  try {
    const parsed = parseArgs(config);
    const values = parsed.values as Record<string, unknown>;
    const wrong = numbers.find((name) => !(Number(values[name]) > 0));
    if (wrong === undefined) return parsed;
    console.error(`--${wrong} is ${values[wrong]}; use a number above 0\nCall it as: ${usage}`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\nCall it as: ${usage}`);
  }
  Deno.exit(2);
}
