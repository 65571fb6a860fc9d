/** Timeouts of a connection, ms. */
export interface Timing {
  /** Maximum time until the server acknowledges the connection. */
  openWithinMs: number;
  /** Interval of pings. */
  pingEveryMs: number;
  /** Maximum time from a ping to the next message. */
  pongWithinMs: number;
}

/** 10 s each. */
export const defaultTiming: Timing = {
  openWithinMs: 10_000,
  pingEveryMs: 10_000,
  pongWithinMs: 10_000,
};

/** Detects a peer that does not answer. */
export interface LivenessMonitor {
  /** True after the connection was acknowledged. */
  readonly opened: boolean;
  open(): void;
  /** A ping was sent. */
  pingSent(): void;
  /** A message was received. */
  received(): void;
  stop(): void;
}

/** Starts to wait for the acknowledgement. Calls `onSilent` once when the peer takes too long. */
export function monitorLiveness(
  timing: Partial<Timing> | undefined,
  onSilent: (reason: string) => void,
): LivenessMonitor {
  const { openWithinMs, pongWithinMs } = { ...defaultTiming, ...timing };
  let opened = false;
  let stopped = false;
  let timer = setTimeout(() => onSilent("not open in time"), openWithinMs);
  return {
    get opened() {
      return opened;
    },
    open: () => {
      opened = true;
      clearTimeout(timer);
    },
    pingSent: () => {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(() => onSilent("no answer to a ping"), pongWithinMs);
    },
    received: () => {
      if (opened) clearTimeout(timer);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
