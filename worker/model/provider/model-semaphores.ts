import { type Circuit, healthy, onEnd, onRequest, waitFor } from "./circuit.ts";

/** Thrown when a model is left alone for a while after outages. */
export class CircuitOpenError extends Error {
  override name = "CircuitOpenError";
  readonly waitMs: number;
  constructor(model: string, waitMs: number) {
    super(`requests to ${model} wait after outages`);
    this.waitMs = waitMs;
  }
}

/** How a request through a gate ended. `unknown`: nothing can be said of the model's health. */
export type RequestOutcome = "well" | "outage" | "unknown";

interface Gate {
  circuit: Circuit;
  going: number;
  waiting: (() => void)[];
}

/** One gate for each model of this process: so many requests at a time, none while the model is out. */
export class ModelSemaphores {
  #most: number;
  #semaphores = new Map<string, Gate>();

  constructor(most: number) {
    this.#most = most;
  }

  /** How each model that was asked stands now. */
  stands(): { model: string; open: number; waiting: number; shut: boolean }[] {
    const now = performance.now();
    return [...this.#semaphores].map(([model, { circuit, going, waiting }]) => {
      const shut = waitFor(circuit, now) > 0;
      return { model, open: going, waiting: waiting.length, shut };
    });
  }

  /** Resolves in turn with the function to call at the end. Throws CircuitOpenError, or the signal's reason. */
  async acquire(model: string, signal: AbortSignal): Promise<(ended: RequestOutcome) => void> {
    const gate = this.#semaphores.get(model) ?? { circuit: healthy, going: 0, waiting: [] };
    this.#semaphores.set(model, gate);
    if (gate.going >= this.#most) await turnOf(gate, signal);
    else gate.going++;
    const waitMs = waitFor(gate.circuit, performance.now());
    if (waitMs > 0) {
      leave(gate);
      throw new CircuitOpenError(model, waitMs);
    }
    gate.circuit = onRequest(gate.circuit, performance.now());
    return (ended) => {
      leave(gate);
      if (ended === "unknown") return;
      gate.circuit = onEnd(gate.circuit, ended === "well", performance.now());
    };
  }
}

/** Waits for a place that is passed on, so that `going` stays as it is. */
function turnOf(gate: Gate, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    };
    const giveUp = () => {
      gate.waiting = gate.waiting.filter((other) => other !== go);
      reject(signal.reason);
    };
    if (signal.aborted) return giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    gate.waiting.push(go);
  });
}

function leave(gate: Gate) {
  const next = gate.waiting.shift();
  if (next) next();
  else gate.going--;
}
