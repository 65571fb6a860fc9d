import {
  type CallOutcome,
  CircuitBreaker,
  type CircuitPolicy,
} from "../../../protocol/async/circuit-breaker.ts";
import { Semaphore } from "../../../protocol/async/semaphore.ts";

/** Outages in a row that open a model's circuit, and for how long, ms. */
const policy: CircuitPolicy = { failures: 5, firstMs: 5_000, maxMs: 60_000 };

/** Thrown while the circuit of a model is open. */
export class CircuitOpenError extends Error {
  override name = "CircuitOpenError";
  readonly waitMs: number;
  constructor(model: string, waitMs: number) {
    super(`the circuit of ${model} is open after outages; retry after ${waitMs} ms`);
    this.waitMs = waitMs;
  }
}

interface ModelLimits {
  semaphore: Semaphore;
  circuit: CircuitBreaker;
}

/** A semaphore and a circuit breaker for each model that this process asks. */
export class ModelSemaphores {
  readonly #limit: number;
  readonly #models = new Map<string, ModelLimits>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Requests in progress, requests that wait, and whether the circuit is open, for each model that was asked. */
  states(): { model: string; active: number; waiting: number; open: boolean }[] {
    return [...this.#models].map(([model, { semaphore, circuit }]) => {
      const { active, waiting } = semaphore;
      return { model, active, waiting, open: circuit.waitMs > 0 };
    });
  }

  /** Resolves with the function to call at the request's end. Throws CircuitOpenError, or the signal's reason. */
  async acquire(model: string, signal: AbortSignal): Promise<(outcome: CallOutcome) => void> {
    const { semaphore, circuit } = this.#of(model);
    const release = await semaphore.acquire(signal);
    const { waitMs } = circuit;
    if (waitMs > 0) {
      release();
      throw new CircuitOpenError(model, waitMs);
    }
    circuit.begin();
    return (outcome) => {
      release();
      circuit.end(outcome);
    };
  }

  #of(model: string): ModelLimits {
    const known = this.#models.get(model);
    if (known) return known;
    const limits = { semaphore: new Semaphore(this.#limit), circuit: new CircuitBreaker(policy) };
    this.#models.set(model, limits);
    return limits;
  }
}
