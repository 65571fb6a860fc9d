import { sleep } from "../../../protocol/async/sleep.ts";
import { fromFileUrl } from "../paths.ts";
import { ownNode } from "../node/find-node.ts";
import type { Program } from "./part.ts";
import { endProcess, sendSignal } from "./processes.ts";
import { readPidNote } from "./orphans.ts";

const leash = fromFileUrl(new URL("./leash.mjs", import.meta.url));

/** A program on its leash. */
export interface Child {
  /** Process id of the program itself, not of the leash. */
  readonly pid: number;
  /** Settles when the program is gone, with its exit code (128 + number for a signal). */
  readonly exited: Promise<number>;
  /** Sends a signal to the program; false when it is gone. */
  kill(signal: Deno.Signal): boolean;
  /** Asks it to stop, kills it after the grace, and returns once it is gone. */
  stop(): Promise<void>;
}

/** Where a child leaves its traces, and how it is stopped. */
export interface ChildSettings {
  log: string;
  pidFile: string;
  stopSignal: "SIGTERM" | "SIGINT";
  graceMs: number;
}

/** Starts a program behind the leash; throws when it does not even begin. */
export async function spawnChild(program: Program, settings: ChildSettings): Promise<Child> {
  await Deno.remove(settings.pidFile).catch(() => undefined);
  const { command, args, env, uid, gid, cwd } = program;
  const process = new Deno.Command((await ownNode()).path, {
    args: [leash, JSON.stringify({ ...settings, cwd, uid, gid }), command, ...args],
    env: { ...env },
    clearEnv: true,
    cwd: cwd ?? Deno.cwd(),
    detached: true,
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const pid = await programPid(process, settings.pidFile);
  const exited = process.status.then(async ({ code }) => {
    // Whoever killed the leash did not kill the program.
    await endProcess(pid, settings.stopSignal, settings.graceMs);
    return code;
  });
  return {
    pid,
    exited,
    kill: (signal) => sendSignal(pid, signal),
    stop: () => stop(process, exited, settings.graceMs),
  };
}

async function programPid(process: Deno.ChildProcess, pidFile: string): Promise<number> {
  let over: number | undefined;
  process.status.then(({ code }) => over = code);
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const note = await readPidNote(pidFile);
    if (note) return note.pid;
    // It may have begun and ended between two looks: then there is no id, and nothing to signal.
    if (over !== undefined) throw new ProgramExitedError(over);
    await sleep(10);
  }
  sendSignal(process.pid, "SIGKILL");
  throw new Error("the leash did not start a program within 10 s");
}

/** The program ended before it could be watched. */
export class ProgramExitedError extends Error {
  override name = "ProgramExitedError";
  readonly code: number;
  constructor(code: number) {
    super(`ended at once with code ${code}`);
    this.code = code;
  }
}

async function stop(
  process: Deno.ChildProcess,
  exited: Promise<number>,
  graceMs: number,
): Promise<void> {
  // End of file is the signal; a leash that is gone has no other end to close.
  await process.stdin.close().catch(() => undefined);
  const timer = setTimeout(() => sendSignal(-process.pid, "SIGKILL"), graceMs + 3_000);
  await exited;
  clearTimeout(timer);
}
