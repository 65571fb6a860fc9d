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
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** The same for a mutation: it must succeed, and its key makes it happen once however often it is sent. */
export async function command<T>(
  urls: readonly string[],
  query: string,
  input: object,
): Promise<T> {
  const withKey = { idempotencyKey: crypto.randomUUID(), ...input };
  const { result } = await ask<{ result: T & { __typename: string; message?: string } }>(
    urls,
    query,
    { input: withKey },
  );
  if (result.__typename.endsWith("Payload")) return result;
  throw new Error(`${result.__typename}: ${result.message}`);
}
