import { ProgramExitedError, spawnChild } from "../../cli/stack/supervise/child.ts";
import { noProxy } from "../../cli/stack/child-environment.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { type Count, countStep } from "./junit.ts";
import type { Step } from "./steps.ts";

/** How a step went. */
export interface StepResult {
  step: Step;
  count: Count;
  ms: number;
  /** Everything it printed. */
  output: string;
  /** Its JUnit report. */
  xml?: string;
}

/**
 * Runs one step on a leash, so that nothing of it outlives the gate, and stops it when its time is
 * over. `folder` takes its output; `env` is added to the environment.
 */
export async function runStep(
  step: Step,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const startedAt = performance.now();
  const log = `${folder}/${step.name.replaceAll(/\W+/g, "-")}.log`;
  await Deno.remove(log).catch(() => undefined);
  if (step.junit) await Deno.remove(step.junit).catch(() => undefined);
  if (step.module) await writeModule(step.module);
  const { code, late } = await exitCode(step, log, env);
  const xml = step.junit && await Deno.readTextFile(step.junit).catch(() => "");
  const output = await Deno.readTextFile(log);
  return {
    step,
    count: countStep(code, xml),
    ms: performance.now() - startedAt,
    ...(xml !== undefined && { xml }),
    output: late ? `${output}\nstopped: it took longer than ${step.withinMs / 60_000} min` : output,
  };
}

async function writeModule({ path, imports }: NonNullable<Step["module"]>): Promise<void> {
  const lines = imports.map((file) => `import ${JSON.stringify(urlOf(file))};\n`);
  await Deno.writeTextFile(path, lines.join(""));
}

const urlOf = (file: string) => new URL(`file://${repositoryRoot}/${file}`).href;

async function exitCode(
  step: Step,
  log: string,
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; late: boolean }> {
  const direct = noProxy(Deno.env.get("NO_PROXY"));
  const all = {
    ...Deno.env.toObject(),
    NO_PROXY: direct,
    no_proxy: direct,
    NO_COLOR: "1",
    ...env,
    ...step.env,
  };
  let late = false;
  try {
    const child = await spawnChild(
      { command: step.command, args: step.args, env: all, cwd: repositoryRoot },
      { log, pidFile: `${log}.pid`, stopSignal: "SIGTERM", graceMs: 5_000 },
    );
    const timer = setTimeout(() => {
      late = true;
      child.stop();
    }, step.withinMs);
    const code = await child.exited;
    clearTimeout(timer);
    return { code: late ? 1 : code, late };
  } catch (error) {
    if (error instanceof ProgramExitedError) return { code: error.code, late };
    throw error;
  }
}
