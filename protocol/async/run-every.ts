import { WakeUp } from "./wake-up.ts";

/** One run of a periodic task. A number is the wait until the next run, ms, in place of the interval. */
export type TaskRun = (signal: AbortSignal) => Promise<number | void>;

/** A periodic task of a process. */
export interface PeriodicTask {
  /** What it does, such as `purgeIdempotencyKeys`. */
  name: string;
  /** From the end of a run to the start of the next, ms. */
  intervalMs: number;
  /** The same after a run that failed; `intervalMs` where it is left out. */
  retryMs?: number;
  run: TaskRun;
  /** Starts the next run early. */
  wakeUp?: WakeUp;
}

/** Takes the outcomes of runs. */
export interface TaskReporter {
  /** `failures`: how many runs have failed in a row, this one included. */
  failed(name: string, error: unknown, failures: number): void;
  /** `failures`: how many runs had failed in a row before this one. */
  succeeded(name: string, failures: number): void;
}

/** Runs a task at once and then again after each interval, until `signal` aborts. A run that fails ends nothing. */
export async function runEvery(
  task: PeriodicTask,
  reporter: TaskReporter,
  signal: AbortSignal,
): Promise<void> {
  const { name, intervalMs, retryMs = intervalMs, run, wakeUp = new WakeUp() } = task;
  let failures = 0;
  while (!signal.aborted) {
    // What the run reads includes everything that was announced until now.
    wakeUp.reset();
    let waitMs = intervalMs;
    try {
      waitMs = await run(signal) ?? intervalMs;
      reporter.succeeded(name, failures);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      reporter.failed(name, error, ++failures);
      waitMs = retryMs;
    }
    await wakeUp.wait(waitMs, signal);
  }
}
