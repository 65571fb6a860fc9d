import { LRUCache } from "lru-cache";
import { isApiKey, parseApiKey } from "../../protocol/auth/api-key.ts";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { findApiKey, type Sql, useApiKey } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { AuthenticationUnavailable, Unauthenticated } from "./authenticator.ts";
import type { CredentialKind } from "./credential-kind.ts";
import { keyFault, type KnownKey, knownKey } from "./known-key.ts";
import type { Revocations } from "./revocations.ts";

/** What API keys are verified with. */
export interface ApiKeyParts {
  sql: Sql;
  /** AUTH_SECRET. */
  serverKey: string;
  revocations: Pick<Revocations, "onRevoked">;
  log: Logger;
}

/** A key is read again after this time, ms. */
const keptMs = 5_000;
/** Keys in memory. */
const maxKept = 5_000;
/** Between two records of a key's use, ms. */
const usedEveryMs = 60_000;
/** A query for a key has this time, ms. */
const readWithinMs = 3_000;

/** Verifies API keys by their records, which it keeps for a few seconds. A revocation empties them. */
export function apiKeys({ sql, serverKey, revocations, log }: ApiKeyParts): CredentialKind {
  const kept = new LRUCache<string, Promise<KnownKey | null>>({ max: maxKept, ttl: keptMs });
  const used = new LRUCache<string, true>({ max: maxKept, ttl: usedEveryMs });
  revocations.onRevoked(() => kept.clear());

  async function read(id: string): Promise<KnownKey | null> {
    try {
      const stored = await withDeadline(readWithinMs, findApiKey(sql, id));
      return stored && knownKey(id, stored);
    } catch (error) {
      log.warn("auth.key_read_failed", errorFields(error));
      throw new AuthenticationUnavailable();
    }
  }
  /** Requests with the same key at the same time share a query. Unknown ids are not kept: a sender could invent many. */
  function find(id: string): Promise<KnownKey | null> {
    const known = kept.get(id);
    if (known) return known;
    const reading = read(id);
    const drop = () => void (kept.peek(id) === reading && kept.delete(id));
    kept.set(id, reading);
    reading.then((key) => key ?? drop(), drop);
    return reading;
  }
  function recordUse(id: string) {
    if (used.has(id)) return;
    used.set(id, true);
    useApiKey(sql, id).catch((error) => {
      used.delete(id);
      log.warn("auth.key_use_failed", errorFields(error));
    });
  }
  return {
    recognizes: isApiKey,
    async authenticate(token) {
      const key = parseApiKey(token);
      if (key === null) throw new Unauthenticated("malformed_key");
      const known = await find(key.id);
      const fault = keyFault(token, key, known, serverKey, Date.now());
      if (known === null || fault !== null) throw new Unauthenticated(fault ?? "unknown_key");
      recordUse(key.id);
      return known.principal;
    },
  };
}
