import { sleep } from "../../protocol/async/sleep.ts";
import type { Reporter } from "../../cli/stack/supervise/part.ts";
import type { Stack } from "../../cli/stack/stack.ts";
import { type Fault, nextFault, terminateConnections, type Victims, victimsOf } from "./faults.ts";
import type { Random } from "./random.ts";
import type { ScenarioPlan } from "./scenarios.ts";

/** After this many faults the stack is left alone, so that turns can end, too. */
const faultsBetweenRests = 12;
const restMs = 3_000;
/** A process that is not up again by then fails the run, ms. */
const upWithinMs = 120_000;

/** How many faults, how close together, and what to do while the stack rests. */
export interface Injection extends Pick<ScenarioPlan, "maxConcurrentFaults" | "betweenFaultsMs"> {
  stack: Stack;
  random: Random;
  trials: number;
  /** Called with the number of faults so far, while every process is up. */
  onRest(injected: number): Promise<void>;
}

/** Injects faults, each into a process of its own, and restarts what ends by itself. */
export class FaultInjector {
  /** How often each fault was injected. */
  readonly injected: Record<string, number> = {};
  /** Processes that ended although no fault hit them. */
  readonly crashed: string[] = [];
  /** Pass it to the stack. */
  readonly reporter: Reporter = { died: (part) => this.#onDeath(part) };
  readonly #affected = new Map<string, Promise<void>>();
  #stack: Stack | null = null;
  #victims: Victims = [];

  /** Injects all faults; when it returns, every process is up. */
  async run(injection: Injection): Promise<void> {
    const { stack, random, trials, betweenFaultsMs: [least, max] } = injection;
    this.#stack = stack;
    this.#victims = victimsOf(stack.processes());
    for (let n = 1; n <= trials; n++) {
      await this.#next(injection);
      await sleep(least + random() * (max - least));
      if (n % faultsBetweenRests > 0 && n < trials) continue;
      while (this.#affected.size > 0) await Promise.all(this.#affected.values());
      await injection.onRest(n);
      await sleep(restMs);
    }
  }

  async #next({ random, maxConcurrentFaults }: Injection) {
    while (this.#affected.size >= maxConcurrentFaults) await Promise.race(this.#affected.values());
    let fault = nextFault(random, this.#victims);
    while (this.#affected.has(fault.process)) fault = nextFault(random, this.#victims);
    const name = `${fault.kind} ${fault.process}`;
    this.injected[name] = (this.injected[name] ?? 0) + 1;
    this.#affect(fault.process, (stack) => inject(stack, fault));
  }

  #affect(process: string, inject: (stack: Stack) => Promise<void>) {
    const stack = this.#stack;
    if (!stack) return;
    const affected = inject(stack).finally(() => this.#affected.delete(process));
    this.#affected.set(process, affected);
  }

  #onDeath(part: string) {
    if (this.#affected.has(part) || !this.#stack) return;
    this.crashed.push(part);
    this.#affect(part, (stack) => restart(stack, part));
  }
}

/** Injects a fault and returns when the process is as before. */
async function inject(stack: Stack, { kind, process, ms }: Fault): Promise<void> {
  if (kind === "terminate") return await terminateConnections(stack).catch(() => undefined);
  await stack.kill(process, kind === "kill" ? "SIGKILL" : "SIGSTOP");
  if (kind === "kill") return await restart(stack, process);
  await sleep(ms);
  await stack.kill(process, "SIGCONT");
}

/** Starts a process until it is up: it ends again while a process that it needs is down. */
async function restart(stack: Stack, process: string): Promise<void> {
  const end = Date.now() + upWithinMs;
  for (;;) {
    try {
      return await stack.startPart(process);
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(200);
    }
  }
}
