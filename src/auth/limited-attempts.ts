import { LRUCache } from "lru-cache";
import { addressGroup } from "../http/client-address.ts";
import { type Authenticator, Unauthenticated } from "./authenticator.ts";

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

/** Counts the refused requests of addresses: a bucket of attempts that refills within a minute. */
export class Attempts {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #seen = new LRUCache<string, { left: number; at: number }>({ max: maxAddresses });

  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Counts an attempt. Null: it is within the limit; otherwise the time until another one is, ms. */
  count(address: string): number | null {
    const [now, most] = [this.#now(), this.#perMinute];
    const group = addressGroup(address);
    const { left, at } = this.#seen.get(group) ?? { left: most, at: now };
    const available = Math.min(most, left + ((now - at) / spanMs) * most);
    if (available < 1) return Math.ceil(((1 - available) * spanMs) / most);
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
  attempts: Attempts,
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
