const repeatMs = 1_000;

/** The effect of a signal. */
export type SignalMeaning = "stop" | "repeat" | "exit";

/**
 * A Ctrl-C under `deno task` can arrive twice within milliseconds, so a second signal within a second counts as the same
 * one; a later one exits without waiting. Times are milliseconds.
 */
export function meaningOf(firstAt: number | undefined, now: number): SignalMeaning {
  if (firstAt === undefined) return "stop";
  return now - firstAt < repeatMs ? "repeat" : "exit";
}

/** Settles at the first signal that asks this process to stop; a later one exits at once. */
export function stopSignal(): Promise<Deno.Signal> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      Deno.addSignalListener(signal, () => {
        const meaning = meaningOf(firstAt, performance.now());
        firstAt ??= performance.now();
        if (meaning === "stop") resolve(signal);
        // The leash ends the parts.
        if (meaning === "exit") Deno.exit(130);
      });
    }
  });
}
