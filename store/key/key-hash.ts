import { createHmac, timingSafeEqual } from "node:crypto";
import { type ApiKey, apiKeyBody } from "../../protocol/auth/api-key.ts";

/** What the database holds of a key: HMAC-SHA-256 under the server's key, so that a dump alone verifies no guess. */
export function hashOfKey(key: ApiKey, serverKey: string): Uint8Array {
  return createHmac("sha256", serverKey).update(apiKeyBody(key)).digest();
}

/** Compares in a time that does not depend on where two hashes differ. */
export function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
