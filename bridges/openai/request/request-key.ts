/**
 * The key under which the operations of a request take effect once: that of its client, or a new one. Clients of OpenAI
 * repeat a request after a timeout; only with `Idempotency-Key` is it recognised.
 */
export function requestKey({ headers }: Request): string {
  return `openai-${headers.get("idempotency-key") || crypto.randomUUID()}`;
}
