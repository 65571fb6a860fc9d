import { parseArgs } from "node:util";

/** What `deno task test` was asked to do. */
export interface GateOptions {
  /** Also run the slow files and the whole matrices. */
  full: boolean;
  /** Where the JUnit reports go. */
  junit: string;
  /** Beginnings of paths of test files. */
  paths: string[];
  /** Parts of the names of steps. */
  names: string[];
}

/** The usage line of the gate. */
export const usage =
  "usage: deno task test [--full] [--junit FOLDER] [PATH... | NAME...]; a path has a slash or a dot";

/** Reads the arguments; throws a TypeError for an unknown option. */
export function readGateOptions(args: readonly string[], defaultJunit: string): GateOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { full: { type: "boolean" }, junit: { type: "string" } },
  });
  const isPath = (word: string) => /[/.]/.test(word);
  return {
    full: values.full ?? false,
    junit: values.junit ?? defaultJunit,
    paths: positionals.filter(isPath),
    names: positionals.filter((word) => !isPath(word)),
  };
}
