/** Waits between the attempts of one read, ms. */
const waits = [50, 200, 800, 2_000];

/** Does a read again while it fails, a few times over three seconds; then throws its last error. */
export async function retried<T>(
  read: () => Promise<T>,
  options: {
    onFailure?: (error: unknown) => void;
    waits?: readonly number[];
    /** Whether it can help to try again; always, when left out. */
    worth?: (error: unknown) => boolean;
  } = {},
): Promise<T> {
  for (const wait of options.waits ?? waits) {
    try {
      return await read();
    } catch (error) {
      if (options.worth?.(error) === false) throw error;
      options.onFailure?.(error);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return await read();
}
