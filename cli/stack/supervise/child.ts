import { sleep } from "../../../protocol/async/sleep.ts";
import { fromFileUrl } from "../paths.ts";
import { ownNode } from "../node/find-node.ts";
import type { Program } from "./part.ts";
import { endProcess, sendSignal } from "./processes.ts";
import { readPidNote } from "./orphans.ts";

const leash = fromFileUrl(new URL("./leash.mjs", import.meta.url));

/** A program that runs under a leash (`leash.mjs`). */
export interface Child {
  /** Process id of the program, not of the leash. */
  readonly pid: number;
  /** Settles when the program has ended, with its exit code (128 + number for a signal). */
  readonly exited: Promise<number>;
  /** Sends a signal to the program; false when it has ended. */
  kill(signal: Deno.Signal): boolean;
  /** Sends the stop signal, then SIGKILL after the grace period; returns when the program has ended. */
  stop(): Promise<void>;
}

/** Files of a child, and how it is stopped. */
export interface ChildSettings {
  log: string;
  pidFile: string;
  stopSignal: "SIGTERM" | "SIGINT";
  graceMs: number;
}

/** Starts a program under a leash. Throws when it does not start. */
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
    // The leash can be killed without its program.
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
    // The program may have ended between two checks: then there is no id, and nothing to signal.
    if (over !== undefined) throw new ProgramExitedError(over);
    await sleep(10);
  }
  sendSignal(process.pid, "SIGKILL");
  throw new Error("the leash did not start a program within 10 s");
}

/** The program ended before its process id was known. */
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
  // End of file makes the leash stop; closing fails when the leash has ended.
  await process.stdin.close().catch(() => undefined);
  const timer = setTimeout(() => sendSignal(-process.pid, "SIGKILL"), graceMs + 3_000);
  await exited;
  clearTimeout(timer);
}
