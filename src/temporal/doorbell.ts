/** Rings by key, a few at a time. */
export interface Doorbell {
  /** Returns at once. A key that waits already is not queued twice. */
  ring(key: string): void;
  /** Settled once nothing rings or waits. */
  idle(): Promise<void>;
}

/**
 * Calls `ringOne` for each key, at most `parallel` at a time. Beyond `waiting` keys further ones are dropped and told
 * to `onDropped`: the worker's sweeper rings for whatever waits too long.
 */
export function doorbell(
  ringOne: (key: string) => Promise<void>,
  { parallel = 32, waiting = 10_000, onDropped }: {
    parallel?: number;
    waiting?: number;
    onDropped: (key: string) => void;
  },
): Doorbell {
  const queue = new Set<string>();
  const idlers: (() => void)[] = [];
  let ringing = 0;

  function next() {
    const [key] = queue;
    if (key === undefined && ringing === 0) idlers.splice(0).forEach((resolve) => resolve());
    if (key === undefined || ringing >= parallel) return;
    queue.delete(key);
    ringing++;
    void ringOne(key).finally(() => {
      ringing--;
      next();
    });
  }

  return {
    ring(key) {
      if (!queue.has(key) && queue.size >= waiting) return onDropped(key);
      queue.add(key);
      next();
    },
    idle() {
      return new Promise((resolve) => {
        idlers.push(resolve);
        next();
      });
    },
  };
}
