import { denoProject } from "./deno-types.ts";
import { type DenoUse, stackUseOf, type Suite, suiteOf } from "./files.ts";
import { gateFolder } from "./folder.ts";
import { sharedStackVariable } from "../../tests/support/shared-servers.ts";
import type { StackUse } from "../../tests/support/stacks.ts";
import type { GateOptions } from "./options.ts";

/** What a step waits for: a database, a Temporal server, programs that check files of deploy/, a browser. */
export type Need = "postgres" | "temporal" | "tools" | "chromium";

/** One command of the gate. */
export interface Step {
  name: string;
  command: string;
  args: readonly string[];
  /** Where it writes its JUnit report. */
  junit?: string;
  /** The test files that it runs. */
  files?: readonly string[];
  /** A module to write first, which imports the test files: Deno then loads once what they share. */
  module?: { path: string; imports: readonly string[] };
  needs?: readonly Need[];
  withinMs: number;
  /** Further variables of its process. */
  env?: Readonly<Record<string, string>>;
}

const minutes = (count: number) => count * 60_000;

/** Paths of the programs that run steps. */
export interface Programs {
  deno: string;
  node: string;
}

/** The steps that look at the code without running it. */
export function staticSteps({ deno, node }: Programs, full: boolean): Step[] {
  const step = (name: string, command: string, ...args: string[]): Step => ({
    name,
    command,
    args,
    withinMs: minutes(8),
  });
  // What it has checked it keeps where the reports of the gate are.
  const tsc = (project: string, name: string) => [
    ...["node_modules/typescript/bin/tsc", "-p", project, "--incremental"],
    ...["--tsBuildInfoFile", `${gateFolder}/${name}.tsbuildinfo`],
  ];
  return [
    // Deno's own checker finds the same faults in eight times the processor time: ADR 66.
    step("types (Deno)", node, ...tsc(denoProject, "deno")),
    ...full ? [step("types (deno check)", deno, "check", ".")] : [],
    step("types (Node)", node, ...tsc("tsconfig.json", "node")),
    step("types (client)", node, ...tsc("clients/client", "client")),
    step("types (console)", node, ...tsc("console", "console")),
    step("lint", deno, "lint"),
    step("format", deno, "fmt", "--check"),
  ];
}

/** Equal parts of the Deno suite, so that no lane waits for one long step. */
const denoParts = 2;

/** The test files of a run. */
export interface TestFiles {
  paths: readonly string[];
  /** How each file of the Deno suite runs. */
  uses: ReadonlyMap<string, DenoUse>;
  /** Folder for the modules that import several of them, outside the repository. */
  modules: string;
}

/** The steps that run these test files; a suite without files has no step. */
export function testSteps(
  { deno, node }: Programs,
  { paths: files, uses, modules }: TestFiles,
  { junit: folder, full }: Pick<GateOptions, "junit" | "full">,
): Step[] {
  const of = (suite: Suite) => files.filter((path) => suiteOf(path) === suite);
  const step = (
    name: string,
    paths: readonly string[],
    program: (report: string, paths: readonly string[]) => Pick<Step, "command" | "args">,
    rest: Partial<Step> = {},
  ): Step[] => {
    const junit = `${folder}/${name.replaceAll(/[^\w.]+/g, "-")}.xml`;
    const base = { name: `tests (${name})`, junit, files: paths, withinMs: minutes(10) };
    return paths.length === 0 ? [] : [{ ...base, ...program(junit, paths), ...rest }];
  };
  const denoTest = (report: string, paths: readonly string[]) => ({
    command: deno,
    args: ["test", "-A", "--no-check", "--config=deno.json", `--junit-path=${report}`, ...paths],
  });
  const nodeTest = (...more: string[]) => (report: string, paths: readonly string[]) => ({
    command: node,
    args: nodeArguments(report, more, paths),
  });
  const integration = of("integration").filter((path) => full || !stackUseOf(path)?.full);
  const onStack = (stack: StackUse["stack"]) =>
    integration.filter((path) => stackUseOf(path)?.stack === stack);
  const isDeploy = (path: string) => path.startsWith("tests/deploy/");
  const inContainers = onStack("containers");
  const apart = integration.filter((path) =>
    !usesStackOfGate(path) && !isDeploy(path) && !inContainers.includes(path)
  );
  const withoutStack = apart.filter((path) => !usesServers(path));
  const within = { withinMs: minutes(full ? 60 : 20) };
  const denoFiles = (use: DenoUse) => of("deno").filter((path) => uses.get(path) === use);
  const oneModule = (name: string, imports: readonly string[], rest: Partial<Step> = {}) => {
    const module = { path: `${modules}/${name.replaceAll(/\W+/g, "-")}.test.ts`, imports };
    return step(name, imports, (report) => denoTest(report, [module.path]), { module, ...rest });
  };
  const worker = of("worker");
  const onServers = (paths: readonly string[]): Partial<Step> => ({
    needs: paths.some(usesBrowser) ? ["temporal", "chromium"] : ["temporal"],
    ...within,
  });
  const stackStep = (name: string, paths: readonly string[], env: Step["env"] = {}) =>
    step(name, paths, denoTest, { ...onServers(paths), env });
  const own = (path: string) => stackStep(path.replace(/^tests\/|\.test\.ts$/g, ""), [path]);
  const composed = (junit: string, paths: readonly string[]) => ({
    command: deno,
    args: ["run", "-A", "dev/containers/main.ts", `--junit=${junit}`, ...paths],
  });
  return [
    // It makes much before it needs the gate's Temporal, and waits for it itself.
    ...step("containers", inContainers, composed, within),
    ...stackStep("shared stack", onStack("shared")),
    ...(["clients", "bridges", "console"] as const).flatMap((name) =>
      stackStep(`${name} stack`, onStack(name), { [sharedStackVariable]: name })
    ),
    ...stackStep("identity stack", onStack("identity")),
    ...step(
      "worker",
      worker.filter((path) => !ownProcess.includes(path)),
      nodeTest(
        "--test-isolation=none",
      ),
    ),
    ...oneModule("deno, database", denoFiles("database"), { needs: ["postgres"] }),
    ...step("deno, isolated", denoFiles("isolated"), denoTest, { needs: ["temporal"] }),
    ...oneModule("deno, browser", denoFiles("browser"), { needs: ["chromium"] }),
    ...Array.from({ length: denoParts }, (_, part) => {
      const paths = denoFiles("shared").filter((_, at) => at % denoParts === part);
      return oneModule(`deno ${part + 1}`, paths);
    }).flat(),
    ...step("sandbox", of("sandbox"), nodeTest("--test-isolation=none")),
    ...step("worker, own process", worker.filter((path) => ownProcess.includes(path)), nodeTest()),
    ...apart.filter(usesServers).flatMap(own),
    ...step("no stack", withoutStack.filter((path) => !usesBrowser(path)), denoTest, within),
    ...step("browser, no stack", withoutStack.filter(usesBrowser), denoTest, {
      needs: ["chromium"],
      ...within,
    }),
    ...step("deploy", integration.filter(isDeploy), denoTest, { needs: ["tools"], ...within }),
  ];
}

const usesStackOfGate = (path: string) =>
  ["shared", "clients", "bridges", "console", "identity"].includes(
    stackUseOf(path)?.stack ?? "none",
  );

const usesBrowser = (path: string) => stackUseOf(path)?.browser ?? false;

/** Also those with servers of their own wait: Temporal may have to be built first, once. */
const usesServers = (path: string) => stackUseOf(path)?.stack !== "none";

/** Files whose tests look at modules that were loaded or at counters of the process, so that they run in one of their own. */
export const ownProcess = [
  "worker/model/stream/skipped.test.ts",
  "worker/telemetry/start-tracing.test.ts",
];

/** The steps that take longest: they begin first, so that none of them runs alone at the end. */
const longest = [
  "tests (containers)",
  ...["tests (shared stack)", "tests (clients stack)", "tests (bridges stack)"],
  "tests (console stack)",
  ...["tests (identity stack)", "tests (engine/limits)"],
];

/** All steps, or those that the options name. */
export function chosenSteps(
  programs: Programs,
  files: TestFiles,
  options: GateOptions,
): Step[] {
  const { names, paths } = options;
  if (paths.length > 0) {
    const under = files.paths.filter((file) => paths.some((path) => file.startsWith(path)));
    return testSteps(programs, { ...files, paths: under }, { ...options, full: true });
  }
  const tests = testSteps(programs, files, options);
  const isLong = ({ name }: Step) => longest.includes(name);
  // They wait much of their time, in which the other lanes use the processors.
  const all = [
    ...tests.filter(isLong),
    ...staticSteps(programs, options.full),
    ...tests.filter((one) => !isLong(one)),
  ];
  return all.filter(({ name }) => names.length === 0 || names.some((word) => name.includes(word)));
}

function nodeArguments(
  report: string,
  more: readonly string[],
  paths: readonly string[],
): string[] {
  return [
    ...["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...["--test-reporter=junit", `--test-reporter-destination=${report}`, ...more],
    ...paths,
  ];
}
