import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { duration } from "../../cli/start/part-lines.ts";
import { standardOutput } from "../../cli/terminal/terminal.ts";
import { type Chromium, startChromium } from "./chromium.ts";
import { type CheckingTools, startCheckingTools } from "./checking-tools.ts";
import { denoProject, writeDenoTypes } from "./deno-types.ts";
import { denoUses, testFiles } from "./files.ts";
import { gateFolder } from "./folder.ts";
import { add, closingLine, type Count, none } from "./junit.ts";
import { runParallel } from "../../protocol/async/run-parallel.ts";
import type { GateOptions } from "./options.ts";
import { runStep, type StepResult } from "./run-step.ts";
import { serveTestServers } from "./serve-test-servers.ts";
import { slowestFiles } from "./slowest.ts";
import { chosenSteps, type Need, type Step } from "./steps.ts";
import { startTestServers, type TestServers } from "./test-servers.ts";

const shownCharacters = 20_000;
const slowestShown = 10;
/** Integration tests wait much of their time: four steps use two cores. */
const lanes = Math.max(2, Math.min(6, navigator.hardwareConcurrency + 2));
const terminal = standardOutput();

/** Runs the chosen checks and tests in lanes and returns the exit code. The last line printed is the count. */
export async function runGate(options: GateOptions): Promise<number> {
  for (const folder of [gateFolder, options.junit]) {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  }
  const paths = await testFiles(repositoryRoot);
  const modules = await Deno.makeTempDir({ prefix: "tramontane-gate-" });
  using _modules = { [Symbol.dispose]: () => Deno.removeSync(modules, { recursive: true }) };
  const files = { paths, modules, uses: await denoUses(repositoryRoot, paths) };
  const node = await ownNode({ progress: (what) => terminal.busy(`..  ${what}`) });
  const steps = chosenSteps({ deno: Deno.execPath(), node: node.path }, files, options);
  if (steps.some(({ args }) => args.includes(denoProject))) await writeDenoTypes(gateFolder);
  const needed = (need: Need) => steps.some(({ needs }) => needs?.includes(need));
  const report = (line: string) => terminal.print(line);
  using tools = needed("tools") ? startCheckingTools(report) : undefined;
  using chromium = needed("chromium") ? startChromium(report) : undefined;
  const full: Record<string, string> = options.full ? { TEST_FULL: "1" } : {};
  if (!needed("postgres") && !needed("temporal")) {
    return conclude(await runSteps(steps, { tools, chromium, env: full }));
  }
  await using servers = await startTestServers(terminal);
  await using endpoint = serveTestServers(servers);
  using _ = onSignal(async () => {
    await endpoint[Symbol.asyncDispose]();
    await servers[Symbol.asyncDispose]();
  });
  const env = { ...servers.env, TEST_SERVERS_URL: endpoint.url, ...full };
  return conclude(await runSteps(steps, { tools, chromium, servers, env }));
}

/** What steps may need. */
interface Provided {
  tools?: CheckingTools;
  chromium?: Chromium;
  servers?: TestServers;
  env: Readonly<Record<string, string>>;
}

const runSteps = (steps: readonly Step[], provided: Provided) =>
  runParallel(steps.map((step) => async () => show(await run(step, provided))), lanes);

async function run(step: Step, provided: Provided): Promise<StepResult> {
  const { env } = provided;
  try {
    await Promise.all((step.needs ?? []).map((need) => until(need, provided)));
  } catch (error) {
    return { step, count: { ...none, failed: 1 }, ms: 0, output: String(error) };
  }
  return await runStep(step, gateFolder, env);
}

const until = (need: Need, { tools, chromium, servers }: Provided) =>
  need === "tools"
    ? tools?.settled
    : need === "chromium"
    ? chromium?.settled
    : servers?.until(need);

/** Cleans up and leaves at a signal, until disposed. */
function onSignal(clean: () => PromiseLike<void>): Disposable {
  const leave = () => void clean().then(() => Deno.exit(130));
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) Deno.addSignalListener(signal, leave);
  return {
    [Symbol.dispose]: () => {
      for (const signal of signals) Deno.removeSignalListener(signal, leave);
    },
  };
}

function show(result: StepResult): StepResult {
  const { step, count, ms, output } = result;
  // What a step could not test it says in such lines.
  for (const line of output.split("\n")) if (line.startsWith("!!  ")) terminal.print(line);
  const mark = count.failed > 0 ? "!!" : "ok";
  terminal.print(
    `${mark}  ${step.name.padEnd(36)} ${duration(ms).padStart(10)}  ${closingLine(count)}`,
  );
  return result;
}

function conclude(results: readonly StepResult[]): number {
  for (const { step, count, output } of results) {
    if (count.failed === 0) continue;
    terminal.print(`\n---- ${step.name} ----\n${output.slice(-shownCharacters).trim()}`);
  }
  terminal.print(`\nThe slowest files:`);
  for (const { file, ms } of slowestFiles(results, slowestShown, repositoryRoot)) {
    terminal.print(`${duration(ms).padStart(10)}  ${file}`);
  }
  const total = results.reduce<Count>((sum, { count }) => add(sum, count), none);
  terminal.print(`\n${closingLine(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}
