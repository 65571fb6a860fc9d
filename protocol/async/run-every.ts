import { WakeUp } from "./wake-up.ts";

/** One run of a periodic task. A number is the wait until the next run, ms, in place of the interval. */
export type TaskRun = (signal: AbortSignal) => Promise<number | void>;

/** A periodic task of a process. */
export interface PeriodicTask {
  /** What it does, such as `purgeIdempotencyKeys`. */
  name: string;
  /** Tells tasks of the same name apart in log events, such as the server of a listing. */
  fields?: Record<string, string>;
  /** From the end of a run to the start of the next, ms. */
  intervalMs: number;
  /** The same after a run that failed; `intervalMs` where it is left out. */
  retryMs?: number;
  run: TaskRun;
  /** Starts the next run early. */
  wakeUp?: WakeUp;
}

/** Identifies a task for its reporter. */
export type TaskId = Pick<PeriodicTask, "name" | "fields">;

/** Takes the outcomes of runs. */
export interface TaskReporter {
  /** `failures`: how many runs have failed in a row, this one included. */
  failed(task: TaskId, error: unknown, failures: number): void;
  /** `failures`: how many runs had failed in a row before this one. */
  succeeded(task: TaskId, failures: number): void;
}

/** Runs a task at once and then again after each interval, until `signal` aborts. A run that fails ends nothing. */
export async function runEvery(
  task: PeriodicTask,
  reporter: TaskReporter,
  signal: AbortSignal,
): Promise<void> {
  const { intervalMs, retryMs = intervalMs, run, wakeUp = new WakeUp() } = task;
  let failures = 0;
  while (!signal.aborted) {
    // What the run reads includes everything that was announced until now.
    wakeUp.reset();
    let waitMs = intervalMs;
    try {
      waitMs = await run(signal) ?? intervalMs;
      reporter.succeeded(task, failures);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      reporter.failed(task, error, ++failures);
      waitMs = retryMs;
    }
    await wakeUp.wait(waitMs, signal);
  }
}
