import { sleep } from "../../../protocol/async/sleep.ts";
import type { Reporter } from "../../../cli/stack/supervise/part.ts";
import type { Stack } from "../../../cli/stack/stack.ts";
import { type Fault, nextFault, terminateConnections, type Victims, victimsOf } from "../faults.ts";
import type { Random } from "../random.ts";

/** So many processes may be down or stopped at a time. */
const mostAtOnce = 3;
/** After so many faults the stack is left in peace, so that turns end, too. */
const faultsBetweenCalms = 12;
const calmMs = 3_000;
/** A process that is not up again by then is given up, ms. */
const upWithinMs = 120_000;

/** Faults that overlap, each on a process of its own. */
export class Storm {
  /** How often each fault was made. */
  readonly made: Record<string, number> = {};
  /** Processes that ended although nobody killed them. */
  readonly crashed: string[] = [];
  /** Hears of ends. */
  readonly reporter: Reporter = { died: (part) => this.#died(part) };
  readonly #struck = new Map<string, Promise<void>>();
  #stack: Stack | null = null;
  #victims: Victims = [];

  /** Makes so many faults; then all processes are up. `calmed` is called in every calm, with how many were made. */
  async rage(
    stack: Stack,
    random: Random,
    trials: number,
    calmed: (made: number) => Promise<void>,
  ): Promise<void> {
    this.#stack = stack;
    this.#victims = victimsOf(stack.processes());
    for (let n = 1; n <= trials; n++) {
      await this.#next(random);
      await sleep(100 + random() * 500);
      if (n % faultsBetweenCalms > 0 && n < trials) continue;
      await this.#calm();
      await calmed(n);
      await sleep(calmMs);
    }
  }

  async #calm() {
    while (this.#struck.size > 0) await Promise.all(this.#struck.values());
  }

  async #next(random: Random) {
    while (this.#struck.size >= mostAtOnce) await Promise.race(this.#struck.values());
    let fault = nextFault(random, this.#victims);
    while (this.#struck.has(fault.process)) fault = nextFault(random, this.#victims);
    const name = `${fault.kind} ${fault.process}`;
    this.made[name] = (this.made[name] ?? 0) + 1;
    this.#strike(fault.process, (stack) => this.#make(stack, fault));
  }

  #strike(process: string, make: (stack: Stack) => Promise<void>) {
    const stack = this.#stack;
    if (!stack) return;
    const struck = make(stack).finally(() => this.#struck.delete(process));
    this.#struck.set(process, struck);
  }

  async #make(stack: Stack, { kind, process, ms }: Fault) {
    if (kind === "terminate") return await terminateConnections(stack).catch(() => undefined);
    await stack.kill(process, kind === "kill" ? "SIGKILL" : "SIGSTOP");
    if (kind === "kill") return await up(stack, process);
    await sleep(ms);
    await stack.kill(process, "SIGCONT");
  }

  #died(part: string) {
    if (this.#struck.has(part) || !this.#stack) return;
    this.crashed.push(part);
    this.#strike(part, (stack) => up(stack, part));
  }
}

/** Starts a process until it is up: what it needs may be down as well, and then it leaves again. */
async function up(stack: Stack, process: string) {
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
