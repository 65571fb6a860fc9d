import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { Unauthenticated } from "../authenticator.ts";

/** Times of the keys of an issuer, ms. */
export const keyTimes = {
  /** From one fetch of the keys to the next. */
  refreshMs: 5 * 60_000,
  /** Least time between fetches because of a key that is not known. */
  refetchMs: 30_000,
  /** The same while there are no keys at all. */
  firstMs: 2_000,
  /** Keys that are older verify nothing. */
  usableMs: 24 * 3_600_000,
};

/** Parts of `IssuerKeys`, which tests replace. */
export interface KeyOptions {
  fetch: () => Promise<JSONWebKeySet>;
  /** Of a clock that never goes back, ms. */
  now?: () => number;
  times?: Partial<typeof keyTimes>;
  onFailure?: (error: unknown) => void;
}

/**
 * The public keys of an issuer. A token that names a known key never waits for the issuer; one that names another makes
 * at most one fetch per `refetchMs`, whatever its outcome, which all such tokens wait for.
 */
export class IssuerKeys {
  readonly #options: Required<Omit<KeyOptions, "times">>;
  readonly #times: typeof keyTimes;
  #find: JWTVerifyGetKey | null = null;
  #text = "";
  #fetchedAt = -Infinity;
  #triedAt = -Infinity;
  #pending: Promise<void> | null = null;
  #version = 0;

  constructor({ now = () => performance.now(), onFailure = () => {}, fetch, times }: KeyOptions) {
    this.#options = { now, onFailure, fetch };
    this.#times = { ...keyTimes, ...times };
  }

  /** Changes with the keys, so that what was verified with keys that are gone is verified again; null: no usable keys. */
  get version(): number | null {
    const isUsable = this.#find !== null &&
      this.#options.now() - this.#fetchedAt < this.#times.usableMs;
    return isUsable ? this.#version : null;
  }

  /** The key of a token. Throws Unauthenticated, or an error of `jose` where no key matches. */
  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    const known = await this.#known(header, token);
    if (known) return known;
    if (!await this.#refetch()) throw new Unauthenticated(this.#reason());
    const found = await this.#known(header, token);
    if (found) return found;
    throw new Unauthenticated(this.#reason());
  };

  /** Fetches the keys; throws where the issuer does not answer. Calls at the same time share a fetch. */
  refresh(): Promise<void> {
    return this.#pending ??= this.#fetch().finally(() => (this.#pending = null));
  }

  async #known(...[header, token]: Parameters<JWTVerifyGetKey>) {
    if (this.version === null || this.#find === null) return null;
    try {
      return await this.#find(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return null;
      throw error;
    }
  }

  /** False: it is too early, or the issuer does not answer. */
  async #refetch(): Promise<boolean> {
    const { refetchMs, firstMs } = this.#times;
    const least = this.version === null ? firstMs : refetchMs;
    if (!this.#pending && this.#options.now() - this.#triedAt < least) return false;
    try {
      await this.refresh();
      return true;
    } catch (error) {
      this.#options.onFailure(error);
      return false;
    }
  }

  async #fetch(): Promise<void> {
    this.#triedAt = this.#options.now();
    const keys = await this.#options.fetch();
    const text = JSON.stringify(keys);
    if (text !== this.#text || this.#find === null) {
      this.#find = createLocalJWKSet(keys);
      this.#text = text;
      this.#version++;
    }
    this.#fetchedAt = this.#options.now();
  }

  #reason(): string {
    return this.version === null ? "keys_unavailable" : "key_unknown";
  }
}
