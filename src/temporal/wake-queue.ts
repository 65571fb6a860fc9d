/** Wake-ups by key, a limited number at a time. */
export interface WakeQueue<T> {
  /** Returns at once. A waiting key is not queued twice; its newest value is used. */
  wake(key: string, value: T): void;
  /** Resolves once no key waits or runs. */
  idle(): Promise<void>;
}

/** Limits and callbacks of the queue of wake-ups. */
export interface WakeQueueOptions {
  /** Limit on calls at a time. */
  parallel?: number;
  /** Limit on waiting keys. */
  waiting?: number;
  /** Limit on the calls of one key. */
  attempts?: number;
  /** Resolves once calls can succeed again; called after a failed call. */
  untilUp: () => Promise<void>;
  /** A key is dropped, because there is no room or all its calls failed. The worker's sweeper finds it. */
  onDropped: (key: string) => void;
}

/**
 * Calls `wakeOne` for each key, at most `parallel` at a time; it returns false when it failed. All keys then wait for
 * `untilUp`, and the failed one is retried, with at most `attempts` calls in total.
 */
export function wakeQueue<T>(
  wakeOne: (key: string, value: T) => Promise<boolean>,
  { parallel = 32, waiting = 10_000, attempts = 10, untilUp, onDropped }: WakeQueueOptions,
): WakeQueue<T> {
  const queue = new Map<string, { value: T; failures: number }>();
  const idlers: (() => void)[] = [];
  let running = 0;
  let paused = false;

  function next() {
    const [first] = queue;
    if (!first && running === 0) idlers.splice(0).forEach((resolve) => resolve());
    if (!first || paused || running >= parallel) return;
    const [key, { value, failures }] = first;
    queue.delete(key);
    running++;
    void wakeOne(key, value).then((done) => {
      running--;
      if (!done) retry(key, value, failures + 1);
      next();
    });
  }

  function retry(key: string, value: T, failures: number) {
    pause();
    // A newer call for the same key waits already.
    if (queue.has(key)) return;
    if (failures >= attempts || queue.size >= waiting) return onDropped(key);
    queue.set(key, { value, failures });
  }

  function pause() {
    if (paused) return;
    paused = true;
    void untilUp().then(() => {
      paused = false;
      for (let free = parallel - running; free > 0; free--) next();
    });
  }

  return {
    wake(key, value) {
      const before = queue.get(key);
      if (!before && queue.size >= waiting) return onDropped(key);
      queue.set(key, { value, failures: before?.failures ?? 0 });
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
