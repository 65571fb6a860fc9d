/** Work did not end before its deadline; whether it has an effect is unknown. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
  readonly code = "ETIMEDOUT";
  constructor(ms: number, what?: string) {
    super(what === undefined ? `no answer within ${ms} ms` : `not within ${ms} ms: ${what}`);
  }
}

/**
 * The outcome of `work`; throws DeadlineError after `ms`, with `what` in its message. The work itself goes on; its late
 * failure is dropped.
 */
export async function withDeadline<T>(
  ms: number,
  work: PromiseLike<T>,
  what?: string,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(ms, what)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A signal that aborts after `ms`, or with `signal`: for calls that take one. */
export function deadlineSignal(ms: number, signal?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(ms);
  return signal ? AbortSignal.any([signal, late]) : late;
}
