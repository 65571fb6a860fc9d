/** How long a peer may be silent, ms. */
export interface Timing {
  /** From the first byte to the acknowledged connection. */
  openWithinMs: number;
  /** A connection without a ping for so long is asked whether it lives. */
  pingEveryMs: number;
  /** It must say something within this time of the ping. */
  pongWithinMs: number;
}

/** Each 10 s. */
export const defaultTiming: Timing = {
  openWithinMs: 10_000,
  pingEveryMs: 10_000,
  pongWithinMs: 10_000,
};

/** Notices a peer that says nothing: told what was heard and asked, it calls back once when it has been too long. */
export interface LivenessMonitor {
  /** True once the connection was acknowledged. */
  readonly opened: boolean;
  open(): void;
  /** A ping went out. */
  asked(): void;
  /** Something came in. */
  heard(): void;
  stop(): void;
}

/** Begins to wait for the connection. */
export function monitorLiveness(
  timing: Partial<Timing> | undefined,
  silent: (reason: string) => void,
): LivenessMonitor {
  const { openWithinMs, pongWithinMs } = { ...defaultTiming, ...timing };
  let opened = false;
  let stopped = false;
  let timer = setTimeout(() => silent("not open in time"), openWithinMs);
  return {
    get opened() {
      return opened;
    },
    open: () => {
      opened = true;
      clearTimeout(timer);
    },
    asked: () => {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(() => silent("no answer to a ping"), pongWithinMs);
    },
    heard: () => {
      if (opened) clearTimeout(timer);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
