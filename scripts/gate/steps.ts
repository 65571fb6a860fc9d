import { type Suite, suiteOf } from "./files.ts";

/** One command of the gate. */
export interface Step {
  name: string;
  command: string;
  args: readonly string[];
  /** Where it writes its JUnit report. */
  junit?: string;
  /** What must run before: a database, a Temporal server. */
  needs?: "postgres" | "temporal";
  withinMs: number;
}

const minutes = (count: number) => count * 60_000;

/** Paths of the programs that run steps. */
export interface Programs {
  deno: string;
  node: string;
}

/** The steps that look at the code without running it. */
export function staticSteps({ deno, node }: Programs): Step[] {
  const step = (name: string, command: string, ...args: string[]): Step => ({
    name,
    command,
    args,
    withinMs: minutes(8),
  });
  return [
    step("format", deno, "fmt", "--check"),
    step("lint", deno, "lint"),
    step("types (Deno)", deno, "check", "."),
    step("types (Node)", node, "node_modules/typescript/bin/tsc", "-p", "tsconfig.json"),
    step("types (client)", node, "node_modules/typescript/bin/tsc", "-p", "clients/typescript"),
  ];
}

/** The steps that run these test files; a suite without files has no step. */
export function testSteps(
  programs: Programs,
  files: readonly string[],
  reports: string,
): Step[] {
  const of = (suite: Suite, half?: 0 | 1) =>
    files.filter((path) => suiteOf(path) === suite).filter((_, i) => (i % 2) === (half ?? i % 2));
  const denoArgs = (report: string, paths: readonly string[]) => [
    ...["test", "-A", "--no-check", `--junit-path=${report}`],
    ...paths,
  ];
  const one = (suite: Suite, rest: Pick<Step, "needs" | "withinMs">, half?: 0 | 1): Step[] => {
    const paths = of(suite, half);
    if (paths.length === 0) return [];
    const part = half === undefined ? suite : `${suite} ${half + 1}`;
    const junit = `${reports}/${part.replace(" ", "-")}.xml`;
    const runner = suite === "sandbox" || suite === "worker" ? "node" : "deno";
    return [{
      name: `tests (${part})`,
      command: programs[runner],
      args: runner === "node" ? nodeArgs(junit, paths) : denoArgs(junit, paths),
      junit,
      ...rest,
    }];
  };
  return [
    ...one("sandbox", { withinMs: minutes(10) }),
    ...one("deno", { needs: "postgres", withinMs: minutes(10) }),
    ...one("worker", { needs: "temporal", withinMs: minutes(10) }),
    // Two halves beside each other: much of their time they wait, for leases and for processes to come back.
    ...one("integration", { needs: "temporal", withinMs: minutes(30) }, 0),
    ...one("integration", { needs: "temporal", withinMs: minutes(30) }, 1),
  ];
}

/**
 * All steps; or, with words, those whose name holds one of them; a word with a slash or a dot is the
 * beginning of a path instead, and keeps the test files under it.
 */
export function chosenSteps(
  programs: Programs,
  files: readonly string[],
  reports: string,
  words: readonly string[],
): Step[] {
  const paths = words.filter((word) => /[/.]/.test(word));
  const names = words.filter((word) => !paths.includes(word));
  const under = files.filter((file) => paths.some((path) => file.startsWith(path)));
  if (paths.length > 0) return testSteps(programs, under, reports);
  const all = [...staticSteps(programs), ...testSteps(programs, files, reports)];
  return all.filter(({ name }) => names.length === 0 || names.some((word) => name.includes(word)));
}

function nodeArgs(report: string, paths: readonly string[]): string[] {
  return [
    ...["--import", "tsx", "--test", "--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...["--test-reporter=junit", `--test-reporter-destination=${report}`],
    ...paths,
  ];
}
