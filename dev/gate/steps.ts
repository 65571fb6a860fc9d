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

/** Which of the equal parts of a suite's files. */
interface Share {
  part: number;
  parts: number;
}

const integrationParts = 8;

/** The steps that run these test files; a suite without files has no step. */
export function testSteps(
  programs: Programs,
  files: readonly string[],
  reports: string,
): Step[] {
  const of = (suite: Suite, { part, parts }: Share) =>
    files.filter((path) => suiteOf(path) === suite).filter((_, i) => i % parts === part);
  const denoArgs = (report: string, paths: readonly string[]) => [
    ...["test", "-A", "--no-check", `--junit-path=${report}`],
    ...paths,
  ];
  const one = (
    suite: Suite,
    rest: Pick<Step, "needs" | "withinMs">,
    share: Share = { part: 0, parts: 1 },
  ): Step[] => {
    const paths = of(suite, share);
    if (paths.length === 0) return [];
    const part = share.parts === 1 ? suite : `${suite} ${share.part + 1}`;
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
    // Two lanes take these parts one by one, so that both end at about the same time.
    ...Array.from(
      { length: integrationParts },
      (_, part) =>
        one("integration", { needs: "temporal", withinMs: minutes(20) }, {
          part,
          parts: integrationParts,
        }),
    ).flat(),
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
