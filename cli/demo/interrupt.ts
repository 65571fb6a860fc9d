/** The user asked to stop. */
export class InterruptedError extends Error {
  override name = "InterruptedError";
}

/** The outcome of `work`; throws an InterruptedError as soon as the signal aborts. */
export function unlessInterrupted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const interrupted = new Promise<never>((_, reject) => {
    const stop = () => reject(new InterruptedError("stopped"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([work, interrupted]);
}
