/** Something did not answer in time; whether it was done is not known. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
  readonly code = "ETIMEDOUT";
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/** `work`'s answer, or DeadlineError after `ms`, whatever the work does. Its late failure is dropped. */
export async function within<T>(ms: number, work: PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
