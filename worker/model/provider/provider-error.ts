import type { ModelRequest } from "../call/request.ts";

/** What was asked of the provider when it failed; `other` is anything that makes the model say nothing. */
export type Asked = ModelRequest["operation"] | "results" | "other";

/** A fault of the provider, as against one of ours. */
export class ProviderError extends Error {
  override name = "ProviderError";
  readonly asked: Asked;
  constructor(asked: Asked, cause: unknown) {
    super("the provider failed", { cause });
    this.asked = asked;
  }
}

/** Runs `work`; its faults are the provider's, unless we ourselves aborted it. */
export async function fromProvider<T>(
  asked: Asked,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw blame(asked, signal, cause);
  }
}

/** `items`, whose faults are the provider's, unless we ourselves aborted it. */
export async function* streamFromProvider<T>(
  asked: Asked,
  signal: AbortSignal,
  items: AsyncIterable<T>,
): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (cause) {
    throw blame(asked, signal, cause);
  }
}

function blame(asked: Asked, signal: AbortSignal, cause: unknown): unknown {
  return signal.aborted ? signal.reason : new ProviderError(asked, cause);
}
