import { withDeadline } from "../../../protocol/async/deadline.ts";
import { type ChildSettings, type LeashedProgram, startUnderLeash } from "./leash.ts";
import type { Program } from "./part.ts";
import { endProcess, sendSignal } from "./processes.ts";

/** A program that runs under the leash (`leash.mjs`). */
export interface Child {
  /** Process id of the program. */
  readonly pid: number;
  /** Settles when the program has ended, with its exit code (128 + number for a signal). */
  readonly exited: Promise<number>;
  /** Sends a signal to the program; false when it has ended. */
  kill(signal: Deno.Signal): boolean;
  /** Sends the stop signal, then SIGKILL after the grace period; returns when the program has ended. */
  stop(): Promise<void>;
}

/** Starts a program under the leash. Throws when it does not start. */
export async function spawnChild(program: Program, settings: ChildSettings): Promise<Child> {
  await Deno.remove(settings.pidFile).catch(() => undefined);
  const leashed = await startUnderLeash(program, settings);
  const pid = await withDeadline(10_000, leashed.pid).catch((error) => {
    void leashed.stop();
    throw error;
  });
  if (pid === undefined) throw new ProgramExitedError((await leashed.ended).code);
  const exited = leashed.ended.then(async ({ code, lost }) => {
    // The leash can be killed without its programs.
    if (lost) await endProcess(pid, settings.stopSignal, settings.graceMs);
    return code;
  });
  return {
    pid,
    exited,
    kill: (signal) => sendSignal(pid, signal),
    stop: () => stop(leashed, pid, exited, settings.graceMs),
  };
}

/** The program could not be started. */
export class ProgramExitedError extends Error {
  override name = "ProgramExitedError";
  readonly code: number;
  constructor(code: number) {
    super(`ended at once with code ${code}`);
    this.code = code;
  }
}

async function stop(
  leashed: LeashedProgram,
  pid: number,
  exited: Promise<number>,
  graceMs: number,
): Promise<void> {
  await leashed.stop();
  // A leash that is stopped itself ends nothing.
  const timer = setTimeout(() => sendSignal(-pid, "SIGKILL"), graceMs + 3_000);
  await exited;
  clearTimeout(timer);
}
