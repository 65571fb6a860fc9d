import type { Reporter } from "../../cli/stack/supervise/part.ts";
import type { Stack } from "../../cli/stack/stack.ts";
import type { Fault } from "./faults.ts";

/** Processes that ended although nobody killed them. */
export class Crashes {
  readonly names: string[] = [];
  readonly #down = new Set<string>();
  #victim: string | null = null;

  /** Hears of ends. */
  readonly reporter: Reporter = {
    died: (part) => {
      if (part === this.#victim) return;
      this.names.push(part);
      this.#down.add(part);
    },
  };

  /** Makes a fault, whose own kill is no crash. A process that is down already stays so for now. */
  async during({ kind, process }: Fault, make: () => Promise<void>): Promise<void> {
    if (this.#down.has(process)) return;
    this.#victim = kind === "kill" ? process : null;
    await make();
    this.#victim = null;
  }

  /** Starts again what crashed. */
  async mend(stack: Stack): Promise<void> {
    for (const part of [...this.#down]) {
      this.#down.delete(part);
      await stack.startPart(part);
    }
  }
}
