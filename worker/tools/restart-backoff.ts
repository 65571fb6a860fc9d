/** Maximum starts of a program within a window, and the window, ms. */
const limits = { starts: 5, windowMs: 60_000 };

/** Thrown if a program ended too often to be started again now. */
export class RestartLimitError extends Error {
  override name = "RestartLimitError";
}

/** Counts the recent starts of programs. */
export class RestartBackoff {
  readonly #starts = new Map<string, number[]>();

  /** Counts a start of a program. Throws RestartLimitError if it was started too often within a minute. */
  begin(name: string, now = Date.now()): void {
    const recent = (this.#starts.get(name) ?? []).filter((at) => now - at < limits.windowMs);
    this.#starts.set(name, recent);
    if (recent.length >= limits.starts) {
      const waitMs = limits.windowMs - (now - (recent[0] ?? now));
      throw new RestartLimitError(
        `ended ${limits.starts} times within a minute; it is started again in ${
          Math.ceil(waitMs / 1_000)
        } s`,
      );
    }
    recent.push(now);
  }
}
