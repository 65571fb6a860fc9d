/** What was waited for did not come in time. */
export class LateError extends Error {
  override name = "LateError";
}

/** The outcome of `work`; throws LateError naming `what` when it takes longer than `ms`. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(`not within ${ms / 1_000} s: ${what}`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks again and again until there is an answer; throws LateError like `within`. */
export async function eventually<T>(
  ms: number,
  what: string,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const left = end - performance.now();
    const answer = await within(Math.max(1, left), what, ask());
    if (answer !== undefined) return answer;
    if (left <= 0) throw new LateError(`not within ${ms / 1_000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Somebody asked to stop. */
export class InterruptedError extends Error {
  override name = "InterruptedError";
}

/** The outcome of `work`; throws InterruptedError as soon as the signal aborts. */
export function unlessInterrupted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const left = new Promise<never>((_, reject) => {
    const leave = () => reject(new InterruptedError("stopped"));
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
  });
  return Promise.race([work, left]);
}
