import { count } from "../telemetry/metrics.ts";
import { type CheckOutcome, SchemaThread, type SchemaThreadLimits } from "./schema-thread.ts";
import { schemaSizeFault } from "./schema-size.ts";

/** The outcome of a check. */
export type { CheckOutcome };

/** A schema with a longer text, or one that took too long before, is checked apart from the others, UTF-16 units. */
const heavyFrom = 8_192;
/** Schemas that took too long and are remembered. */
const maxSlow = 500;

/**
 * Compiling is slow (half a second for 30 KB) and bounded by the size of a schema; the same schema is compiled once.
 * Checking is quick, except for schemas that are made to be slow.
 */
const usual: SchemaThreadLimits = { compileMs: 2_000, checkMs: 250, queueMs: 10_000, queue: 200 };

/**
 * JSON Schema checks with a time limit, outside of the event loop. Small schemas do not wait for large and slow ones.
 */
export class SchemaChecks {
  readonly #quick: SchemaThread;
  readonly #heavy: SchemaThread;
  readonly #slow = new Set<string>();
  #nextId = 1;

  /** `onFault` gets the error of a thread that ended by itself: it is out of memory, or its file cannot be read. */
  constructor(onFault: (error: unknown) => void, limits: Partial<SchemaThreadLimits> = {}) {
    this.#quick = new SchemaThread({ ...usual, ...limits }, onFault);
    this.#heavy = new SchemaThread({ ...usual, ...limits }, onFault);
  }

  /** Compiles a schema and checks values by it; without values it is only compiled. */
  async check(schema: unknown, values: readonly unknown[] = []): Promise<CheckOutcome> {
    const fault = schemaSizeFault(schema);
    const outcome = fault ? { unusable: fault } : await this.#run(JSON.stringify(schema), values);
    count("tramontane.schema.checks", { outcome: nameOf(outcome) });
    return outcome;
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all([this.#quick.close(), this.#heavy.close()]);
  }

  async #run(schema: string, values: readonly unknown[]): Promise<CheckOutcome> {
    const heavy = schema.length > heavyFrom || this.#slow.has(schema);
    const outcome = await (heavy ? this.#heavy : this.#quick).run({
      id: this.#nextId++,
      schema,
      values: values.map((value) => JSON.stringify(value)),
    });
    if ("unfinished" in outcome && outcome.unfinished !== "queue") this.#remember(schema);
    return outcome;
  }

  #remember(schema: string): void {
    this.#slow.add(schema);
    const [oldest] = this.#slow;
    if (this.#slow.size > maxSlow && oldest !== undefined) this.#slow.delete(oldest);
  }
}

function nameOf(outcome: CheckOutcome): "done" | "unusable" | "timeout" | "busy" {
  if ("faults" in outcome) return "done";
  if ("unusable" in outcome) return "unusable";
  return outcome.unfinished === "queue" ? "busy" : "timeout";
}
