import type { Typed } from "../document.ts";
import { pause } from "../connection/pause.ts";
import { defaultRetry, waitAfter } from "../connection/retry.ts";
import type { Source } from "../source.ts";
import { faultOfError, faultOfRefusal, type Result } from "./fault.ts";

type Member = { __typename: string } | { __typename: string; message: string };
/** The payload of a mutation's result union. */
export type Payload<R> = Exclude<R, { message: string }>;
/** A mutation whose field is called `result`. */
export type Mutation<R, I> = string & Typed<{ result: R }, { input: I }>;

/** Runs a mutation once; its payload, or why there is none. */
export async function attempt<R extends Member, I>(
  source: Source,
  document: Mutation<R, I>,
  input: I,
  signal?: AbortSignal,
): Promise<Result<Payload<R>>> {
  try {
    const { result } = await source.request(document, { input }, { signal });
    if (!("message" in result)) {
      return { ok: true, value: result as Payload<R> };
    }
    return { ok: false, fault: faultOfRefusal(result) };
  } catch (error) {
    return { ok: false, fault: faultOfError(error) };
  }
}

/** How often a mutation is repeated with its key, whose answer did not arrive: for about five seconds. */
const attempts = 5;

/**
 * Runs a mutation, and again with the same idempotency key while a repetition may help. Without a key it makes one. Its
 * field has the alias `result`.
 */
export async function mutate<
  R extends Member,
  I extends { idempotencyKey: string },
>(
  source: Source,
  document: Mutation<R, I>,
  input: Omit<I, "idempotencyKey"> & { idempotencyKey?: string },
): Promise<Result<Payload<R>>> {
  const whole = {
    idempotencyKey: crypto.randomUUID(),
    ...input,
  } as unknown as I;
  const never = new AbortController().signal;
  for (let failures = 1;; failures++) {
    const result = await attempt(source, document, whole);
    const again = !result.ok && result.fault.retryable;
    const ms = waitAfter(
      failures,
      { ...defaultRetry, attempts: attempts - 1 },
      Math.random(),
    );
    if (!again || ms === undefined) return result;
    await pause(ms, never);
  }
}
