import { taskCommand } from "./task-command.ts";

/** What is wrong with the arguments of a task that takes only these; null where nothing is. */
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

/** Ends the process with 2 where a task was called with arguments that it does not take: none is ignored. */
export function requireKnownArguments(task: string, known: readonly string[] = []): void {
  const fault = unknownArguments(task, Deno.args, known);
  if (fault === null) return;
  console.error(fault);
  Deno.exit(2);
}
