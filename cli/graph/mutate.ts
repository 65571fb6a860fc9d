import { RequestError, type RequestOptions } from "../../clients/client/mod.ts";
import type { Typed } from "../../clients/client/document.ts";
import { backoffMs, retry } from "../../protocol/async/retry.ts";
import { request } from "./client.ts";

/** The members of a mutation's result union: its payload and its errors. */
export type Member = { __typename: string } | (Refusal & { __typename: string });

/** An error of a result union. */
export interface Refusal {
  __typename?: string;
  message: string;
  issues?: readonly { path: readonly string[]; message: string }[];
}

/** The payload of a result union. */
export type Payload<R> = Exclude<R, { message: string }>;

/** The API refused a mutation; `message` has its reason and the issues. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    const { message, issues = [] } = refusal;
    super([message, ...issues.map((i) => `${i.path.join(".")}: ${i.message}`)].join("\n  "));
    this.refusal = refusal;
  }
}

/** How often a mutation is sent, with the same key, whose work no worker did in time. */
const attempts = 3;

/** Runs a mutation whose field is called `result`, with a new idempotency key; its payload. Throws a RefusedError. */
export async function mutate<R extends Member, I extends { idempotencyKey: string }>(
  options: RequestOptions | string,
  document: string & Typed<{ result: R }, { input: I }>,
  input: Omit<I, "idempotencyKey">,
): Promise<Payload<R>> {
  const variables = { input: { ...input, idempotencyKey: crypto.randomUUID() } as I };
  for (let attempt = 1;; attempt++) {
    const { result } = await request(options, document, variables);
    if (!("message" in result)) return result as Payload<R>;
    const isPending = result.__typename === "UnavailableError";
    if (!isPending || attempt === attempts) throw new RefusedError(result);
  }
}

const patienceMs = 60_000;

/** Repeats `ask` while the server is unreachable or asks for a retry, for a minute at most. */
export function retryWhileAway<T>(ask: () => Promise<T>, maxMs = patienceMs): Promise<T> {
  const end = performance.now() + maxMs;
  return retry(ask, (attempt, error) => {
    const waitMs = backoffMs(attempt, { firstMs: 200, maxMs: 5_000 });
    const again = error instanceof RequestError && error.retryable;
    return again && performance.now() + waitMs <= end ? waitMs : null;
  });
}
