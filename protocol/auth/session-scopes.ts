import type { Scope } from "./scopes.ts";

/** The scopes that a session token can carry: it is in the hands of a browser. It has none unless it is given some. */
export const sessionScopes = [
  "agents:read",
  "conversations:read",
  "conversations:read:detail",
  "conversations:write",
  "conversations:cancel",
  "approvals:read",
  "approvals:decide",
  "research:read",
  "research:write",
  "research:cancel",
] as const satisfies readonly Scope[];

/** Lifetime of a session token, ms, unless it is given another one. */
export const sessionTtlMs = 15 * 60_000;
/** Maximum lifetime of a session token, ms. */
export const maxSessionTtlMs = 60 * 60_000;
/** Minimum lifetime of a session token, ms. */
export const minSessionTtlMs = 1_000;
