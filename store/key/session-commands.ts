import { randomBytes } from "node:crypto";
import type {
  CreateSessionToken,
  MintedSession,
  RevokedSession,
  RevokeSessionToken,
} from "../../protocol/auth/session-commands.ts";
import { maxSessionTtlMs } from "../../protocol/auth/session-scopes.ts";
import { actOf } from "../../protocol/audit/act.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { defineCommand } from "../commands/define-command.ts";
import { maxBeforeSessions, recordRevocation } from "./revocations.ts";

/**
 * Records that a session token is made, and when it ends. The token itself is signed from the result for each answer,
 * and stored nowhere. Refuses: ConflictError (KEY_REUSED).
 */
export const createSessionToken = defineCommand<CreateSessionToken, MintedSession>(
  "createSessionToken",
  async (tx, caller, { subject, bound, scopes, ttlMs }) => {
    const sessionId = `session_${randomBytes(16).toString("hex")}`;
    const issuedAt = Math.floor(Date.now() / 1_000) * 1_000; // a JWT has whole seconds
    const details = { subject, scopes, [bound.kind]: bound.id, ttlMs };
    await recordAudit(tx, actOf(caller, { action: "token.minted", resource: sessionId, details }));
    return { sessionId, issuedAt, expiresAt: issuedAt + ttlMs };
  },
);

/** Revokes a session token, whether or not it exists: its id says nothing about it. Refuses: ConflictError (KEY_REUSED, REVOCATIONS_FULL). */
export const revokeSessionToken = defineCommand<RevokeSessionToken, RevokedSession>(
  "revokeSessionToken",
  async (tx, caller, { sessionId }) => {
    const keptUntil = new Date(Date.now() + maxSessionTtlMs);
    await recordRevocation(tx, {
      ...{ ...caller, kind: "credential", id: sessionId, keptUntil },
      limit: maxBeforeSessions,
    });
    await recordAudit(tx, actOf(caller, { action: "token.revoked", resource: sessionId }));
    return { sessionId };
  },
);
