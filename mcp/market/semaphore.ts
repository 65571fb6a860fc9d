import { MarketFault } from "./fault.ts";

/** Lets a bounded number of readings run at once, the rest wait in line. */
export interface Semaphore {
  /**
   * Runs `work` when there is room. Throws `busy` when the line is full, and the signal's reason
   * when that fires first; `work` has not begun in either case.
   */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** A gate for `running` readings at once and `waiting` more in line, first come first served. */
export function createSemaphore(limits: { running: number; waiting: number }): Semaphore {
  let running = 0;
  const line = new Set<() => void>();

  const leave = () => {
    const [next] = line;
    if (!next) return void running--;
    line.delete(next);
    next();
  };

  const wait = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        line.delete(enter);
        reject(signal.reason);
      };
      line.add(enter);
      signal.addEventListener("abort", giveUp, { once: true });
    });

  return {
    async run(work, signal) {
      signal.throwIfAborted();
      if (running < limits.running) running++;
      else if (line.size >= limits.waiting) throw new MarketFault("busy");
      else await wait(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
