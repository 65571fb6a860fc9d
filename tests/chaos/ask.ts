import { sleep } from "../../protocol/async/sleep.ts";
import { request, RequestError } from "../../clients/typescript/mod.ts";

/** Asks again and again, at each API in turn, until it is answered; for two minutes at most. */
export async function ask<T>(
  urls: readonly string[],
  query: string,
  variables: object = {},
): Promise<T> {
  const end = Date.now() + 120_000;
  for (let nth = 0;; nth++) {
    const url = urls[nth % urls.length] ?? "";
    try {
      return await request({ url, withinMs: 5_000 }, query, { ...variables }) as T;
    } catch (error) {
      if (error instanceof RequestError && !error.retryable && error.status === 200) throw error;
      if (Date.now() > end) throw error;
      await sleep(200);
    }
  }
}

/** The same for a mutation, whose key makes it happen once however often it is sent; its result, whichever member it is. */
export async function attempt(
  urls: readonly string[],
  query: string,
  input: object,
): Promise<{ __typename: string; message?: string }> {
  const withKey = { idempotencyKey: crypto.randomUUID(), ...input };
  type Answer = { result: { __typename: string; message?: string } };
  return (await ask<Answer>(urls, query, { input: withKey })).result;
}

/** The same where it must succeed; its payload. */
export async function command<T>(
  urls: readonly string[],
  query: string,
  input: object,
): Promise<T> {
  const result = await attempt(urls, query, input);
  if (result.__typename.endsWith("Payload")) return result as T;
  throw new Error(`${result.__typename}: ${result.message}`);
}
