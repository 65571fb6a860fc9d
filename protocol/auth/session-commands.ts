import type { Bound } from "./principal.ts";
import type { Scope } from "./scopes.ts";

/** Makes a session token. */
export interface CreateSessionToken {
  idempotencyKey: string;
  subject: string;
  bound: Bound;
  scopes: readonly Scope[];
  ttlMs: number;
}

/** What a new session token says; the token itself is never stored. Times in ms. */
export interface MintedSession {
  sessionId: string;
  issuedAt: number;
  expiresAt: number;
  replayed: boolean;
}

/** A new session token. It is signed for each answer, also for a replay, and stored nowhere. */
export interface NewSessionToken extends MintedSession {
  token: string;
}

/** Ends a session token before its time. */
export interface RevokeSessionToken {
  idempotencyKey: string;
  sessionId: string;
}

/** Result of `RevokeSessionToken`. */
export interface RevokedSession {
  sessionId: string;
  replayed: boolean;
}
