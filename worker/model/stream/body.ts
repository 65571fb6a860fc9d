/** Time limit for the end of a body after its last event, ms. */
const releaseMs = 250;

/**
 * The bytes of a body as they arrive. Each wait throws `silent` after `idleMs`. An abort, an error or a consumer that
 * throws closes the socket at once. When a consumer stops reading, the end of the body has a moment to arrive, so that
 * the connection can be reused.
 */
export async function* bytesOf(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  idleMs: number,
  silent: () => Error,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader();
  // Fetch alone does not ensure this: after a garbage collection a signal may no longer cancel a body (Node 20.20).
  const close = (reason: unknown) => void reader.cancel(reason).catch(() => undefined);
  const aborted = () => close(signal.reason);
  let idle: Error | null = null;
  const onIdle = () => close(idle = silent());
  signal.addEventListener("abort", aborted, { once: true });
  if (signal.aborted) aborted();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left: "open" | "stopped" | "ended" = "open";
  try {
    while (true) {
      timer = setTimeout(onIdle, idleMs);
      const { done, value } = await reader.read();
      clearTimeout(timer);
      signal.throwIfAborted();
      if (idle) throw idle;
      if (done) return void (left = "ended");
      left = "stopped";
      yield value;
      left = "open";
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", aborted);
    if (left === "stopped" && !signal.aborted) void release(reader, signal);
    else if (left !== "ended") close(undefined);
  }
}

/** Waits a moment for the end of a body that is no longer read, then closes its socket; an abort closes it at once. */
async function release(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const close = () => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(close, releaseMs);
  signal.addEventListener("abort", close, { once: true });
  try {
    for (let reads = 0; reads < 8; reads++) if ((await reader.read()).done) return;
    await reader.cancel();
  } catch {
    // The connection failed after the last event.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", close);
  }
}
