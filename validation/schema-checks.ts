import { count } from "../telemetry/metrics.ts";
import { type CheckOutcome, SchemaThread, type SchemaThreadLimits } from "./schema-thread.ts";
import { schemaSizeFault } from "./schema-size.ts";

/** The outcome of a check. */
export type { CheckOutcome };

/** Schemas with a longer text, UTF-16 units, and those that took too long before, have a thread of their own. */
const heavyFrom = 8_192;
/** Maximum number of slow schemas that are kept in memory. */
const maxSlow = 500;

/**
 * Compiling is slow (half a second for 30 KB), bounded by the size of a schema, and done once for each schema. Checking
 * is fast, except for schemas that are designed to be slow.
 */
const usual: SchemaThreadLimits = { compileMs: 2_000, checkMs: 250, queueMs: 10_000, queue: 200 };

/** Validates by JSON Schema, outside of the event loop. */
export interface Checks {
  /** Compiles a schema and validates values; without values it only compiles. */
  check(schema: unknown, values?: readonly unknown[]): Promise<CheckOutcome>;
}

/**
 * JSON Schema checks with a time limit, outside the event loop. Small schemas do not wait for large and slow ones.
 */
export class SchemaChecks {
  readonly #quick: SchemaThread;
  readonly #heavy: SchemaThread;
  readonly #slow = new Set<string>();
  #nextId = 1;

  /** `onFault` receives the error of a thread that ended by itself: out of memory, or its file cannot be read. */
  constructor(onFault: (error: unknown) => void, limits: Partial<SchemaThreadLimits> = {}) {
    this.#quick = new SchemaThread({ ...usual, ...limits }, onFault);
    this.#heavy = new SchemaThread({ ...usual, ...limits }, onFault);
  }

  /** The checks of one tenant. Tenants take turns: many checks of one delay those of others by one at a time. */
  of(tenant: string): Checks {
    return { check: (schema, values = []) => this.#check(tenant, schema, values) };
  }

  async #check(tenant: string, schema: unknown, values: readonly unknown[]): Promise<CheckOutcome> {
    const fault = schemaSizeFault(schema);
    const outcome = fault
      ? { unusable: fault }
      : await this.#run(tenant, JSON.stringify(schema), values);
    count("tramontane.schema.checks", { outcome: nameOf(outcome) });
    return outcome;
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all([this.#quick.close(), this.#heavy.close()]);
  }

  async #run(tenant: string, schema: string, values: readonly unknown[]): Promise<CheckOutcome> {
    const heavy = schema.length > heavyFrom || this.#slow.has(schema);
    const outcome = await (heavy ? this.#heavy : this.#quick).run({
      id: this.#nextId++,
      schema,
      values: values.map((value) => JSON.stringify(value)),
    }, tenant);
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
