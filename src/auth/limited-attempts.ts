import { LRUCache } from "lru-cache";
import { addressGroup } from "../http/client-address.ts";
import { type Authenticator, Unauthenticated } from "./authenticator.ts";

/** Refused requests of an address in a minute; further ones are answered without saying more. */
export const maxAttempts = 20;
const spanMs = 60_000;
/** Limit on the addresses in memory: the one that was not seen for longest has all its attempts again. */
const maxAddresses = 100_000;

/** An address has sent too many requests without valid credentials. */
export class TooManyAttempts extends Unauthenticated {
  override name = "TooManyAttempts";
  /** When another attempt is answered, ms. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super("too_many_attempts");
    this.message =
      "Too many requests without a valid token came from your address. Try again later.";
    this.retryAfterMs = retryAfterMs;
  }
}

/** Counts the attempts of addresses: a bucket of `maxAttempts` that refills within a minute. */
export class Attempts {
  readonly #now: () => number;
  readonly #seen = new LRUCache<string, { left: number; at: number }>({ max: maxAddresses });

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts an attempt. Null: it is within the limit; otherwise the time until another one is, ms. */
  count(address: string): number | null {
    const now = this.#now();
    const group = addressGroup(address);
    const { left, at } = this.#seen.get(group) ?? { left: maxAttempts, at: now };
    const available = Math.min(maxAttempts, left + ((now - at) / spanMs) * maxAttempts);
    if (available < 1) return Math.ceil(((1 - available) * spanMs) / maxAttempts);
    this.#seen.set(group, { left: available - 1, at: now });
    return null;
  }
}

/**
 * The same authenticator with a limit of refused requests for each address. Valid credentials are accepted in any case:
 * other callers may have the same address.
 */
export function limitAttempts(
  authenticator: Authenticator,
  attempts: Attempts = new Attempts(),
): Authenticator {
  return {
    mode: authenticator.mode,
    authenticate: (credentials) =>
      authenticator.authenticate(credentials).catch((error) => {
        if (!(error instanceof Unauthenticated)) throw error;
        const retryAfterMs = attempts.count(credentials.address ?? "");
        throw retryAfterMs === null ? error : new TooManyAttempts(retryAfterMs);
      }),
  };
}
