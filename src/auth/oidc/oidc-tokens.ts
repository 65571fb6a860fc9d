import { decodeJwt } from "jose";
import { LRUCache } from "lru-cache";
import { runEvery } from "../../../protocol/async/run-every.ts";
import type { Principal } from "../../../protocol/auth/principal.ts";
import { errorFields, type Logger } from "../../../telemetry/log.ts";
import { Unauthenticated } from "../authenticator.ts";
import type { CredentialKind } from "../credential-kind.ts";
import type { Issuer } from "../config/issuer.ts";
import { IssuerKeys, type KeyOptions, keyTimes } from "./issuer-keys.ts";
import { fetchKeys } from "./key-source.ts";
import { sha256 } from "./sha256.ts";
import { verifyToken } from "./verify-token.ts";

/** Longer tokens are refused unread. */
export const tokenLength = 16_384;
/** Limits of the cache of verified tokens: a key that its issuer withdrew verifies for at most this time, ms. */
const cached = { max: 10_000, ttl: 60_000 };

interface Verified {
  principal: Principal;
  keys: IssuerKeys;
  /** Version of the keys. */
  version: number | null;
}

/** Fetches the keys of the issuers now and then, until `signal` aborts, and verifies tokens with them. */
export function oidcTokens(
  issuers: readonly Issuer[],
  log: Logger,
  signal: AbortSignal,
  options: Pick<KeyOptions, "times"> = {},
): CredentialKind {
  const known = new Map(issuers.map((issuer) => {
    const failed = (error: unknown) =>
      log.warn("auth.keys_failed", { issuer: issuer.issuer, ...errorFields(error) });
    const keys = new IssuerKeys({ fetch: () => fetchKeys(issuer), onFailure: failed, ...options });
    const times = { ...keyTimes, ...options.times };
    void runEvery(
      {
        name: "refreshIssuerKeys",
        intervalMs: times.refreshMs,
        retryMs: times.refetchMs,
        run: () => keys.refresh(),
      },
      { failed: (_task, error) => failed(error), succeeded: () => {} },
      signal,
    );
    return [issuer.issuer, { issuer, keys }] as const;
  }));
  const verified = new LRUCache<string, Verified>(cached);

  async function verify(token: string): Promise<Principal> {
    if (token.length > tokenLength) throw new Unauthenticated("too_long");
    const hash = sha256(token);
    const found = verified.get(hash);
    if (found && isCurrent(found)) return found.principal;
    const of = known.get(issuerOf(token));
    if (!of) throw new Unauthenticated("issuer");
    const principal = await verifyToken(token, of.issuer, of.keys.keyOf);
    verified.set(hash, { principal, keys: of.keys, version: of.keys.version });
    return principal;
  }

  return { recognizes: (token) => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token), authenticate: verify };
}

/** Its keys have not changed, and it has not expired: a cached token gets no skew. */
function isCurrent({ principal, keys, version }: Verified): boolean {
  return version !== null && keys.version === version &&
    (principal.expiresAt?.getTime() ?? 0) > Date.now();
}

/** The issuer that a token names, unverified: it selects the keys that verify it. */
function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? "";
  } catch {
    throw new Unauthenticated("malformed");
  }
}
