import { restartDelay } from "./restart-delay.ts";
import { type Child, ProgramExitedError, spawnChild } from "./child.ts";
import { lastLines, sizeOf } from "./log-file.ts";
import type { PartSpec, Reporter } from "./part.ts";
import { waitUntilReady } from "./readiness.ts";

/** The state of a part. External servers are only probed. */
export type PartState = "waiting" | "starting" | "ready" | "restarting" | "failed" | "stopped";

/** Files of a part, and whether it is restarted when it dies. */
export interface PartSettings {
  log: string;
  pidFile: string;
  supervise: boolean;
  reporter: Reporter;
  /** Aborts when the stack stops. */
  stopping: AbortSignal;
}

/** One part of a running stack. */
export class SupervisedPart {
  readonly spec: PartSpec;
  readonly log: string;
  state: PartState = "waiting";
  readonly #settings: PartSettings;
  readonly #deaths: number[] = [];
  /** Offset in the log at which this process starts. */
  #logFrom = 0;
  #child: Child | undefined;
  #wanted = false;
  #wasReady = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(spec: PartSpec, settings: PartSettings) {
    this.spec = spec;
    this.log = settings.log;
    this.#settings = settings;
  }

  /** Process id of the program; undefined while none runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the program; returns when it runs, before it is ready. */
  async start(): Promise<void> {
    if (this.#child) return;
    this.#wanted = true;
    this.state = "starting";
    await this.#spawn();
  }

  /** Waits until the part is ready. Throws a NotReadyError with its last lines at its deadline. */
  async ready(signal: AbortSignal): Promise<void> {
    await waitUntilReady(this.spec, () => this.state === "failed", signal, this.log);
    this.state = "ready";
    this.#wasReady = true;
  }

  /** Sends a signal to the program; false when none runs. */
  kill(signal: Deno.Signal): boolean {
    return this.#child?.kill(signal) ?? false;
  }

  /** Settles when the current program has ended. */
  async gone(): Promise<void> {
    await this.#child?.exited;
  }

  /** Stops the program and keeps it down until `start`. */
  async stop(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    await this.#child?.stop();
    this.state = "stopped";
  }

  async #spawn(): Promise<void> {
    const { spec } = this;
    if (!spec.program) return;
    const { reporter, stopping } = this.#settings;
    const progress = (what: string) => reporter.progress?.(spec.name, what);
    const program = await spec.program(progress, stopping);
    if (!this.#wanted) return;
    this.#logFrom = await sizeOf(this.log);
    try {
      this.#watch(
        await spawnChild(program, {
          log: this.log,
          pidFile: this.#settings.pidFile,
          stopSignal: spec.stopSignal ?? "SIGTERM",
          graceMs: spec.graceMs ?? 10_000,
        }),
      );
    } catch (error) {
      if (!(error instanceof ProgramExitedError)) throw error;
      await this.#died(error.code);
    }
  }

  #watch(child: Child): void {
    this.#child = child;
    child.exited.then((code) => {
      this.#child = undefined;
      if (this.#wanted) return this.#died(code);
    });
  }

  async #died(code: number): Promise<void> {
    const { spec } = this;
    const now = Date.now();
    this.#deaths.push(now);
    const retryInMs = this.#settings.supervise
      ? restartDelay(this.#deaths, now, this.#wasReady)
      : undefined;
    this.state = retryInMs === undefined ? "failed" : "restarting";
    if (retryInMs !== undefined) this.#retry = setTimeout(() => this.#startAgain(), retryInMs);
    this.#settings.reporter.died?.(spec.name, {
      code,
      lastLines: await lastLines(this.log, 20, this.#logFrom),
      ...(retryInMs !== undefined && { retryInMs }),
      ...(spec.advice !== undefined && { advice: spec.advice }),
    });
  }

  async #startAgain(): Promise<void> {
    this.#retry = undefined;
    if (!this.#wanted) return;
    const before = performance.now();
    try {
      await this.#spawn();
      // Otherwise the caller of the first start still waits, and reports the error.
      if (!this.#wasReady) return;
      await this.ready(AbortSignal.timeout(this.spec.readyWithinMs));
      this.#settings.reporter.ready?.(this.spec.name, performance.now() - before);
    } catch (error) {
      this.#settings.reporter.progress?.(this.spec.name, `not ready again: ${error}`);
    }
  }
}
