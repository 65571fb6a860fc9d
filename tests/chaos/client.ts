import { request, RequestError } from "../../clients/client/mod.ts";
import type { Typed } from "../../clients/client/document.ts";
import { type Member, type Payload, RefusedError } from "../../cli/graph/mutate.ts";
import { sleep } from "../../protocol/async/sleep.ts";

const answeredWithinMs = 120_000;
const requestWithinMs = 5_000;

/** A client of several APIs that repeats every request, at each API in turn, until one answers. */
export class ChaosClient {
  readonly urls: readonly string[];

  constructor(urls: readonly string[]) {
    this.urls = urls;
  }

  /** Throws for an answer with GraphQL errors, and when no API answers within two minutes. */
  async query<R, V>(document: string & Typed<R, V>, variables: V): Promise<R> {
    const end = Date.now() + answeredWithinMs;
    for (let nth = 0;; nth++) {
      const url = this.urls[nth % this.urls.length] ?? "";
      try {
        return await request({ url, withinMs: requestWithinMs }, document, variables);
      } catch (error) {
        if (error instanceof RequestError && !error.retryable && error.status === 200) throw error;
        if (Date.now() > end) throw error;
        await sleep(200);
      }
    }
  }

  /** A mutation, executed once however often it is sent, because every attempt has the same key. */
  async attempt<R extends Member, I extends { idempotencyKey: string }>(
    document: string & Typed<{ result: R }, { input: I }>,
    input: Omit<I, "idempotencyKey"> & { idempotencyKey?: string },
  ): Promise<R> {
    const withKey = { idempotencyKey: crypto.randomUUID(), ...input } as unknown as I;
    return (await this.query(document, { input: withKey })).result;
  }

  /** A mutation that must succeed; its payload. */
  async mutate<R extends Member, I extends { idempotencyKey: string }>(
    document: string & Typed<{ result: R }, { input: I }>,
    input: Omit<I, "idempotencyKey"> & { idempotencyKey?: string },
  ): Promise<Payload<R>> {
    const result = await this.attempt(document, input);
    if ("message" in result) throw new RefusedError(result);
    return result as Payload<R>;
  }
}
