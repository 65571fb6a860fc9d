import type { Role } from "../auth/roles.ts";
import type { Scope } from "../auth/scopes.ts";

/** Makes a key with a part of what its creator may do. */
export interface CreateApiKey {
  idempotencyKey: string;
  name: string;
  roles: Role[];
  scopes: Scope[];
  /** Time until it expires. */
  lifetimeMs: number;
}

/** Makes a key in place of another one, which expires after `overlapMs`. */
export interface RotateApiKey {
  idempotencyKey: string;
  keyId: string;
  overlapMs: number;
}

/** Result of `CreateApiKey` and `RotateApiKey`. */
export interface NewApiKey {
  keyId: string;
  /** The key itself; null in a replay: it is stored nowhere. */
  secret: string | null;
  replayed: boolean;
}

/** Ends the validity of a key. */
export interface RevokeApiKey {
  idempotencyKey: string;
  keyId: string;
}

/** Result of `RevokeApiKey`. */
export interface RevokedApiKey {
  keyId: string;
  replayed: boolean;
}

/** Revokes everything that was issued until now to a subject, or, where it is null, to the whole tenant. */
export interface RevokeAccess {
  idempotencyKey: string;
  subject: string | null;
}

/** Result of `RevokeAccess`. */
export interface RevokedAccess {
  /** ISO 8601: credentials issued until then are refused. */
  revokedAt: string;
  /** API keys among them. */
  keys: number;
  replayed: boolean;
}

const dayMs = 24 * 60 * 60_000;

/** Limits of keys. */
export const keyLimits = {
  /** UTF-16 units of a name. */
  nameLength: 100,
  /** Shortest time until a key expires, ms. */
  minLifetimeMs: 60_000,
  /** Longest time until a key expires, ms. */
  maxLifetimeMs: 365 * dayMs,
  defaultLifetimeMs: 90 * dayMs,
  /** Longest time for which a rotated key stays valid, ms. */
  maxOverlapMs: 7 * dayMs,
  defaultOverlapMs: dayMs,
} as const;
