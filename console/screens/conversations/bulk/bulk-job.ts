import { runParallel } from "../../../../protocol/async/run-parallel.ts";

/** What became of an item. `skipped`: there was nothing to do. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "skipped" }
  | { readonly kind: "failed"; readonly message: string };

/** How far a job is. */
export interface JobState {
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly failures: readonly { readonly id: string; readonly message: string }[];
  readonly isRunning: boolean;
  /** A person has stopped it before its end. */
  readonly isStopped: boolean;
}

/** Items that are worked on at once: the API serves others meanwhile. */
const parallel = 4;

/**
 * Does one thing to many conversations, a few at a time. It can be stopped; then what has not begun is left. Running it
 * again does what failed or is left: an item that is done is never done twice.
 */
export class BulkJob {
  readonly ids: readonly string[];
  readonly #run: (id: string) => Promise<Outcome>;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #listeners = new Set<() => void>();
  #isStopped = false;
  #isRunning = false;
  #state: JobState;

  constructor(ids: readonly string[], run: (id: string) => Promise<Outcome>) {
    this.ids = [...new Set(ids)];
    this.#run = run;
    this.#state = this.#count();
  }

  get state(): JobState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Works on what is left and what failed, until the end or `stop`. Never throws. */
  async start(): Promise<void> {
    if (this.#isRunning) return;
    [this.#isRunning, this.#isStopped] = [true, false];
    const left = this.ids.filter((id) => !["done", "skipped"].includes(this.#kind(id)));
    for (const id of left) this.#outcomes.delete(id);
    this.#changed();
    await runParallel(left.map((id) => () => this.#one(id)), parallel);
    this.#isRunning = false;
    this.#changed();
  }

  /** Begins no further item. Those that are under way end. */
  stop(): void {
    this.#isStopped = true;
    this.#changed();
  }

  async #one(id: string): Promise<void> {
    if (this.#isStopped) return;
    const failed = (error: unknown): Outcome => ({
      kind: "failed",
      message: error instanceof Error ? error.message : String(error),
    });
    this.#outcomes.set(id, await this.#run(id).catch(failed));
    this.#changed();
  }

  #kind = (id: string): string => this.#outcomes.get(id)?.kind ?? "left";

  #changed(): void {
    this.#state = this.#count();
    for (const listener of [...this.#listeners]) listener();
  }

  #count(): JobState {
    const count = (kind: string) => this.ids.filter((id) => this.#kind(id) === kind).length;
    const failures = this.ids.flatMap((id) => {
      const outcome = this.#outcomes.get(id);
      return outcome?.kind === "failed" ? [{ id, message: outcome.message }] : [];
    });
    return {
      ...{ total: this.ids.length, done: count("done"), skipped: count("skipped"), failures },
      ...{ isRunning: this.#isRunning, isStopped: this.#isStopped },
    };
  }
}

/** Items that have no outcome yet. */
export const leftOf = ({ total, done, skipped, failures }: JobState): number =>
  total - done - skipped - failures.length;
