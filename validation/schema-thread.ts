import { Worker } from "node:worker_threads";
import { FairQueue } from "../protocol/async/fair-queue.ts";
import type { CheckMessage, CheckRequest } from "./messages.ts";

/** The outcome of a check: a fault or null for each value, why the schema is unusable, or the part that took too long. */
export type CheckOutcome =
  | { faults: (string | null)[] }
  | { unusable: string }
  | { unfinished: "schema" | "values" | "queue" };

/** Limits of a thread; times in ms. */
export interface SchemaThreadLimits {
  /** Time to compile a schema. */
  compileMs: number;
  /** Time to check all values. */
  checkMs: number;
  /** Time in the queue, including the start of the thread. */
  queueMs: number;
  /** Number of checks in the queue. */
  queue: number;
}

type Asked = Omit<CheckRequest, "compileMs" | "checkMs">;

interface Job {
  request: Asked;
  group: string;
  settle: (outcome: CheckOutcome) => void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** In the bundle of a Node program the thread is a separate file. */
const threadFile = new URL(
  import.meta.url.endsWith(".ts") ? "./thread.ts" : "../validation/thread.mjs",
  import.meta.url,
);
const heap = { maxOldGenerationSizeMb: 128 };

/** A thread is replaced if it exceeds the time of a check by this, ms. */
const graceMs = 1_000;

/** A thread and its queue of checks. A thread that ended or does not answer is replaced. */
export class SchemaThread {
  readonly #limits: SchemaThreadLimits;
  readonly #waiting: FairQueue<Job>;
  readonly #onFault: (error: unknown) => void;
  #thread: Worker | undefined;
  #ready = false;
  #job: Job | undefined;

  /** `onFault` receives the error of a thread that ended by itself. */
  constructor(limits: SchemaThreadLimits, onFault: (error: unknown) => void) {
    this.#limits = limits;
    this.#waiting = new FairQueue(limits.queue);
    this.#onFault = onFault;
  }

  /** Checks of one `group` delay those of others by one check at a time. */
  run(request: Asked, group: string): Promise<CheckOutcome> {
    return new Promise((settle) => {
      const job: Job = { request, group, settle, timer: undefined };
      job.timer = setTimeout(() => this.#giveUp(job), this.#limits.queueMs);
      const lost = this.#waiting.add(group, job);
      if (lost) this.#settle(lost, { unfinished: "queue" });
      this.#next();
    });
  }

  /** Ends the thread; checks in progress and in the queue end as unfinished. */
  async close(): Promise<void> {
    for (const job of this.#waiting.takeAll()) this.#settle(job, { unfinished: "queue" });
    if (this.#job) this.#settle(this.#job, { unfinished: "queue" });
    await this.#end();
  }

  #next(): void {
    if (this.#job || this.#waiting.size === 0) return;
    this.#thread ??= this.#start();
    if (!this.#ready) return;
    const job = this.#waiting.next();
    if (!job) return;
    this.#job = job;
    const { compileMs, checkMs } = this.#limits;
    clearTimeout(job.timer);
    job.timer = setTimeout(() => this.#replace(), 2 * (compileMs + checkMs) + graceMs);
    this.#thread.postMessage({ ...job.request, compileMs, checkMs });
  }

  #start(): Worker {
    const thread = new Worker(threadFile, { resourceLimits: heap });
    thread.on("message", (message: CheckMessage) => {
      if (thread === this.#thread) this.#take(message);
    });
    const replace = () => {
      if (thread === this.#thread) this.#replace();
    };
    // Such as out of memory: the check ends as unfinished, like one that takes too long.
    thread.on("error", (error) => {
      this.#onFault(error);
      replace();
    });
    thread.on("exit", replace);
    thread.unref();
    return thread;
  }

  #take(message: CheckMessage): void {
    if (message === "ready") {
      this.#ready = true;
      return this.#next();
    }
    const job = this.#job;
    if (job?.request.id !== message.id) return;
    this.#job = undefined;
    this.#settle(job, outcomeOf(message));
    this.#next();
  }

  /** The thread does not answer or ended. If it never became ready, the queue ends, since a new one would fail too. */
  #replace(): void {
    if (!this.#ready) {
      for (const job of this.#waiting.takeAll()) this.#settle(job, { unfinished: "queue" });
    }
    const job = this.#job;
    this.#job = undefined;
    void this.#end();
    if (job) this.#settle(job, { unfinished: "values" });
    this.#next();
  }

  #giveUp(job: Job): void {
    this.#waiting.delete(job.group, job);
    this.#settle(job, { unfinished: "queue" });
  }

  #settle(job: Job, outcome: CheckOutcome): void {
    clearTimeout(job.timer);
    job.settle(outcome);
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#ready = false;
    await thread?.terminate();
  }
}

function outcomeOf(message: Exclude<CheckMessage, "ready">): CheckOutcome {
  if (message.kind === "checked") return { faults: message.faults };
  if (message.kind === "unusable") return { unusable: message.fault };
  return { unfinished: message.part };
}
