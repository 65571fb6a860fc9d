import type { RequestKind } from "../call/plan.ts";

/** What was requested of the provider. `other`: a request to which no model answers, such as creating an agent. */
export type Requested = RequestKind | "other";

/** A fault of the provider, as distinguished from one of this service. */
export class ProviderError extends Error {
  override name = "ProviderError";
  readonly requested: Requested;
  constructor(requested: Requested, cause: unknown) {
    super("the provider failed", { cause });
    this.requested = requested;
  }
}

/** Runs `work`. Throws ProviderError for its errors, or the signal's reason when that was aborted. */
export async function fromProvider<T>(
  requested: Requested,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw toProviderError(requested, signal, cause);
  }
}

/** Yields `items`. Throws as `fromProvider` does. */
export async function* streamFromProvider<T>(
  requested: Requested,
  signal: AbortSignal,
  items: AsyncIterable<T>,
): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (cause) {
    throw toProviderError(requested, signal, cause);
  }
}

function toProviderError(requested: Requested, signal: AbortSignal, cause: unknown): unknown {
  return signal.aborted ? signal.reason : new ProviderError(requested, cause);
}
