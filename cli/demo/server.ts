import type { Env, StartConfig } from "../config/config.ts";
import { readRunFile } from "../run-file.ts";
import { commandLine, sendSignal } from "../stack/supervise/processes.ts";
import { loadSecrets } from "../stack/secrets.ts";
import { launchStack, type StackProcess } from "../stack/stack.ts";
import type { Reporter } from "../stack/supervise/part.ts";
import { eventually, unlessInterrupted } from "./deadline.ts";

/** A Tramontane that runs: one that was there, or one that the demo has started. */
export interface DemoServer {
  graphql: string;
  /** True: started by the demo, and stopped with it. */
  own: boolean;
  /** The emulator's control address and token; undefined when the model is real. */
  sandbox: { url: string; token: string } | undefined;
  /** The worker as it is now; undefined while none is known. */
  worker(): Promise<StackProcess | undefined>;
  close(): Promise<void>;
}

/** The one of this state folder, else a new one in it. Throws when it does not come up, or InterruptedError. */
export async function findServer(
  config: StartConfig,
  env: Env,
  reporter: Reporter,
  leave: AbortSignal,
): Promise<DemoServer> {
  if (await readRunFile(config.home)) return await unlessInterrupted(leave, running(config));
  const stack = await launchStack({ home: config.home, env, reporter });
  try {
    await unlessInterrupted(leave, stack.ready);
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return {
    ...placeOf(stack.urls, stack.config, stack.home.path),
    own: true,
    worker: () => Promise.resolve(workerOf(stack.processes())),
    close: () => stack.stop(),
  };
}

async function running({ home }: StartConfig): Promise<DemoServer> {
  const run = await eventually(300_000, "the start that runs here is ready", async () => {
    const now = await readRunFile(home);
    if (!now) throw new Error("the start that ran here has ended");
    return now.phase === "ready" || now.phase === "incomplete" ? now : undefined;
  });
  const model = { provider: run.emulated ? "emulator" : "mistral" };
  return {
    ...placeOf(run.urls, { model }, home),
    own: false,
    worker: async () => workerOf((await readRunFile(home))?.processes ?? []),
    close: () => Promise.resolve(),
  };
}

function placeOf(
  { graphql, sandbox }: { graphql: string; sandbox: string },
  { model }: { model: { provider: string } },
  home: string,
) {
  const token = () => loadSecrets(home).sandboxToken;
  const emulated = model.provider === "emulator";
  return { graphql, sandbox: emulated ? { url: sandbox, token: token() } : undefined };
}

const workerOf = (processes: readonly StackProcess[]) =>
  processes.find(({ name }) => name === "worker");

/** True for the command line of a worker, from its sources or as it is built. */
export function isWorker(commandLine: string): boolean {
  return /(^|[\s/])worker\/main\.(ts|mjs)(\s|$)/.test(commandLine);
}

/** Kills the worker with SIGKILL, and nothing else; its process id. */
export async function killWorker(place: DemoServer): Promise<number> {
  const pid = (await place.worker())?.pid;
  const line = pid === undefined ? undefined : await commandLine(pid);
  // An id can have gone to another program since it was written down.
  if (pid === undefined || !isWorker(line ?? "")) {
    throw new Error("no worker runs on this machine that could be killed");
  }
  sendSignal(pid, "SIGKILL");
  return pid;
}

/** Waits until another worker is ready in place of the killed one; its process id. */
export function workerAfter(place: DemoServer, killed: number): Promise<number> {
  return eventually(120_000, "the worker is started again", async () => {
    const worker = await place.worker();
    const back = worker?.state === "ready" && worker.pid !== killed;
    return back ? worker.pid : undefined;
  });
}
