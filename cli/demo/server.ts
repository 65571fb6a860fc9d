import type { Env, StartConfig } from "../config/config.ts";
import { poll } from "../../protocol/async/poll.ts";
import { consoleAddress } from "../graphql-address.ts";
import { readRunFile } from "../run-file.ts";
import { commandLine, sendSignal } from "../stack/supervise/processes.ts";
import { loadSecrets } from "../stack/secrets.ts";
import { launchStack, type StackProcess } from "../stack/stack.ts";
import type { Reporter } from "../stack/supervise/part.ts";
import { unlessInterrupted } from "./interrupt.ts";

/** The emulator's control address and token. */
export interface Sandbox {
  url: string;
  token: string;
}

/** The server of the demo: the start of this folder, or processes that the demo starts. */
export interface DemoServer {
  graphql: string;
  /** Address of the console of this server, or of the next start if the demo stops it; null where it is off. */
  console: string | null;
  /** Whether the demo started it; then the demo also stops it. */
  own: boolean;
  /** Undefined when the model is real. */
  sandbox: Sandbox | undefined;
  /** The worker's process; undefined while there is none. */
  worker(): Promise<StackProcess | undefined>;
  close(): Promise<void>;
}

/** The start of this state folder, or a new one in it. Throws an InterruptedError, or why a process did not start. */
export async function findServer(
  config: StartConfig,
  env: Env,
  reporter: Reporter,
  interrupt: AbortSignal,
): Promise<DemoServer> {
  if (await readRunFile(config.home)) return await unlessInterrupted(interrupt, running(config));
  const stack = await launchStack({ home: config.home, env, reporter });
  try {
    await unlessInterrupted(interrupt, stack.ready);
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return {
    ...serverAt(stack.urls, stack.config, stack.home.path),
    console: consoleOf(config, `http://${config.host}:${config.port}/graphql`),
    own: true,
    worker: () => Promise.resolve(workerOf(stack.processes())),
    close: () => stack.stop(),
  };
}

async function running(config: StartConfig): Promise<DemoServer> {
  const { home } = config;
  const run = await poll(async () => {
    const now = await readRunFile(home);
    if (!now) throw new Error("the start of this folder has ended");
    return now.phase === "ready" || now.phase === "incomplete" ? now : undefined;
  }, { withinMs: 300_000, what: "the start of this folder is ready" });
  const model = { provider: run.emulated ? "emulator" : "mistral" };
  return {
    ...serverAt(run.urls, { model }, home),
    console: consoleOf(config, run.urls.graphql),
    own: false,
    worker: async () => workerOf((await readRunFile(home))?.processes ?? []),
    close: () => Promise.resolve(),
  };
}

function serverAt(
  { graphql, sandbox }: { graphql: string; sandbox: string },
  { model }: { model: { provider: string } },
  home: string,
) {
  const token = () => loadSecrets(home).sandboxToken;
  const emulated = model.provider === "emulator";
  return { graphql, sandbox: emulated ? { url: sandbox, token: token() } : undefined };
}

const consoleOf = ({ console }: StartConfig, graphql: string) =>
  console ? consoleAddress(graphql) : null;

const workerOf = (processes: readonly StackProcess[]) =>
  processes.find(({ name }) => name === "worker");

/** Whether a command line is a worker's, from sources or from a build. */
export function isWorker(commandLine: string): boolean {
  return /(^|[\s/])worker\/main\.(ts|mjs)(\s|$)/.test(commandLine);
}

/** Kills the worker by SIGKILL; its process id. */
export async function killWorker(server: DemoServer): Promise<number> {
  const pid = (await server.worker())?.pid;
  const line = pid === undefined ? undefined : await commandLine(pid);
  // The system may have given the id to another program since.
  if (pid === undefined || !isWorker(line ?? "")) {
    throw new Error("no worker of this server runs on this machine");
  }
  sendSignal(pid, "SIGKILL");
  return pid;
}

/** Waits until a new worker is ready after the killed one; its process id. */
export function nextWorker(server: DemoServer, killed: number): Promise<number> {
  return poll(async () => {
    const worker = await server.worker();
    const ready = worker?.state === "ready" && worker.pid !== killed;
    return ready ? worker.pid : undefined;
  }, { withinMs: 120_000, what: "the worker is started again" });
}
