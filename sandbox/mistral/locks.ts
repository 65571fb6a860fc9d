/** Locks of conversations that a request uses, or whose client was cut a short time ago. */
export type Locks = {
  /** Takes the lock; false if it is taken. */
  take(conversation: string): boolean;
  /** Releases the lock at `until` (milliseconds of performance.now) or, if that is over, now. */
  release(conversation: string, until?: number): void;
  isLocked(conversation: string): boolean;
};

/** Creates locks, none taken. `now` is a clock in milliseconds. */
export function createLocks(now: () => number = () => performance.now()): Locks {
  const until = new Map<string, number>();
  const isLocked = (id: string) => {
    const end = until.get(id);
    if (end === undefined) return false;
    if (end > now()) return true;
    until.delete(id);
    return false;
  };
  return {
    isLocked,
    take(id) {
      if (isLocked(id)) return false;
      until.set(id, Infinity);
      return true;
    },
    release(id, end = 0) {
      if (end > now()) until.set(id, end);
      else until.delete(id);
    },
  };
}
