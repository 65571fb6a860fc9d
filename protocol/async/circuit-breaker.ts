import { type Backoff, backoffMs } from "./retry.ts";

/** How a call through a circuit breaker ended. `unknown`: it says nothing about the health of the peer. */
export type CallOutcome = "success" | "failure" | "unknown";

/** When a circuit opens, and for how long: `firstMs`, doubled with each further failure up to `maxMs`. */
export interface CircuitPolicy extends Backoff {
  /** Failures in a row that open the circuit. */
  failures: number;
}

/**
 * Refuses calls to a peer after failures in a row. Once the time of an open circuit is over, one call goes as a trial:
 * its success closes the circuit, its failure opens it for longer. Others are refused meanwhile; a trial without an
 * outcome is followed by another one after the same time.
 */
export class CircuitBreaker {
  readonly #policy: CircuitPolicy;
  readonly #now: () => number;
  #failures = 0;
  #openUntil = 0;

  constructor(policy: CircuitPolicy, now: () => number = () => performance.now()) {
    this.#policy = policy;
    this.#now = now;
  }

  /** How long until a call is allowed, ms; 0 while the circuit is closed, or half-open without a trial. */
  get waitMs(): number {
    return Math.max(0, this.#openUntil - this.#now());
  }

  /** Call it when a call starts, which must not be while `waitMs` is above 0. */
  begin(): void {
    if (this.#failures >= this.#policy.failures) this.#open();
  }

  /** Call it when a call has ended. */
  end(outcome: CallOutcome): void {
    if (outcome === "unknown") return;
    this.#failures = outcome === "success" ? 0 : this.#failures + 1;
    this.#openUntil = 0;
    if (this.#failures >= this.#policy.failures) this.#open();
  }

  #open(): void {
    const { failures } = this.#policy;
    this.#openUntil = this.#now() + backoffMs(this.#failures - failures + 1, this.#policy);
  }
}
