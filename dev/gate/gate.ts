import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { duration } from "../../cli/start/part-lines.ts";
import { processStatusLine } from "../../cli/terminal/status-line.ts";
import { startCheckingTools } from "./checking-tools.ts";
import { testFiles } from "./files.ts";
import { add, closingLine, type Count, none } from "./junit.ts";
import { inLanes } from "./lanes.ts";
import { runStep, type StepResult } from "./run-step.ts";
import { type SharedStack, shareStack } from "./shared-stack.ts";
import { chosenSteps, type Step } from "./steps.ts";

const shownCharacters = 20_000;
const screen = processStatusLine();

/**
 * Runs every check and test of the repository and answers the exit code. What needs no Temporal runs
 * first, two at a time, while Temporal is found or built; integration tests run last, in two lanes.
 * `only` is what `chosenSteps` says. The last line printed is the count.
 */
export async function runGate(only: readonly string[]): Promise<number> {
  const folder = `${repositoryRoot}/.tramontane/test`;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const files = await testFiles(repositoryRoot);
  const node = await ownNode({ progress: (what) => screen.busy(`..  ${what}`) });
  const programs = { deno: Deno.execPath(), node: node.path };
  const steps = chosenSteps(programs, files, folder, only);
  const last = steps.filter(({ name }) => name.includes("integration"));
  const first = steps.filter((step) => !last.includes(step));
  const checks = last.some(({ args }) => args.some((path) => path.startsWith("tests/deploy/")));
  using tools = checks ? startCheckingTools(screen.say) : undefined;
  const results = await runFirst(first, last, folder);
  await tools?.settled;
  return conclude([...results, ...await inLanes(later(last, folder), 2)]);
}

const later = (steps: readonly Step[], folder: string) =>
  steps.map((step) => () => run(step, folder, {}));

async function runFirst(
  first: readonly Step[],
  last: readonly Step[],
  folder: string,
): Promise<StepResult[]> {
  if (![...first, ...last].some(({ needs }) => needs)) {
    return await inLanes(later(first, folder), 2);
  }
  await using shared = await shareStack(screen);
  using _ = onSignal(() => shared[Symbol.asyncDispose]());
  const results = await inLanes(first.map((step) => () => withServer(step, folder, shared)), 2);
  // Integration tests bring up their own; here it only matters that Temporal is at hand.
  if (last.length > 0) await shared.until("temporal").catch(() => undefined);
  return results;
}

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

async function withServer(step: Step, folder: string, shared: SharedStack): Promise<StepResult> {
  try {
    if (step.needs) await shared.until(step.needs);
  } catch (error) {
    const result = { step, count: { ...none, failed: 1 }, ms: 0, output: String(error) };
    return show(result);
  }
  return await run(step, folder, step.needs ? shared.env : {});
}

async function run(
  step: Step,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<StepResult> {
  return show(await runStep(step, folder, env));
}

function show(result: StepResult): StepResult {
  const { step, count, ms } = result;
  const mark = count.failed > 0 ? "!!" : "ok";
  screen.say(
    `${mark}  ${step.name.padEnd(20)} ${duration(ms).padStart(10)}  ${closingLine(count)}`,
  );
  return result;
}

function conclude(results: readonly StepResult[]): number {
  for (const { step, count, output } of results) {
    if (count.failed === 0) continue;
    screen.say(`\n---- ${step.name} ----\n${output.slice(-shownCharacters).trim()}`);
  }
  const total = results.reduce<Count>((sum, { count }) => add(sum, count), none);
  screen.say(`\n${closingLine(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}
