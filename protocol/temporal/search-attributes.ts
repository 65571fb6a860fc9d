/** How long starts omit search attributes after Temporal rejected them, ms: they may be registered meanwhile. */
const withoutMs = 60_000;
/** INVALID_ARGUMENT of gRPC. */
const invalidArgument = 3;

/**
 * Decides whether workflows are started with search attributes. Temporal rejects a start with unknown attributes, and
 * may not permit their registration: starts then omit them for a minute, which is reported once.
 */
export class SearchAttributes {
  readonly #report: (error: unknown) => void;
  readonly #now: () => number;
  #reported = false;
  #refusedAt = -Infinity;

  constructor(report: (error: unknown) => void, now: () => number = () => performance.now()) {
    this.#report = report;
    this.#now = now;
  }

  /** Starts a workflow; retries once without attributes if Temporal rejects them. */
  async start<T>(start: (searchable: boolean) => Promise<T>): Promise<T> {
    const searchable = this.#now() - this.#refusedAt >= withoutMs;
    try {
      return await start(searchable);
    } catch (error) {
      if (!searchable || !isRefusal(error)) throw error;
      this.#refusedAt = this.#now();
      if (!this.#reported) this.#report(error);
      this.#reported = true;
      return await start(false);
    }
  }
}

/** True if Temporal has no such search attribute; the client wraps the server's error. */
function isRefusal(error: unknown): boolean {
  const { code, details, message, cause } = Object(error) as {
    code?: unknown;
    details?: unknown;
    message?: unknown;
    cause?: unknown;
  };
  if (code === invalidArgument && /search attribute/i.test(`${details} ${message}`)) return true;
  return cause !== undefined && isRefusal(cause);
}
