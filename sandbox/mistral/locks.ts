/** Which conversations are being used by a request, and until when those of cut clients stay locked. */
export type Locks = {
  /** Takes the lock; false when another holds it. */
  take(conversation: string): boolean;
  /** Gives it back, not before `until` (milliseconds of performance.now). */
  release(conversation: string, until?: number): void;
  isLocked(conversation: string): boolean;
};

/** No lock isLocked. `now` is a clock in milliseconds. */
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
