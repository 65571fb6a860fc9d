import type { Sql } from "../../store/mod.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { ApiConfig } from "../config.ts";
import { recordRefusals } from "../audit/record-refusals.ts";
import { apiKeys } from "./api-keys.ts";
import { type Authenticator, localAuthenticator } from "./authenticator.ts";
import { tokenAuthenticator } from "./credential-kind.ts";
import { oidcTokens } from "./oidc/oidc-tokens.ts";
import { readSessionKeys } from "./session/session-keys.ts";
import { type SessionTokens, sessionTokens } from "./session/session-tokens.ts";
import { streamTickets } from "./stream-tickets.ts";
import { noRevocations, openRevocations, type Revocations } from "./revocations.ts";

/** How this process knows its callers. */
export interface Authentication {
  authenticator: Authenticator;
  revocations: Revocations;
  /** Records what was counted for the audit until now. */
  flush(): Promise<void>;
  /** Null: session tokens are neither made nor accepted. */
  sessions: SessionTokens | null;
}

type AuthConfig = Pick<ApiConfig, "auth" | "authSecret" | "databaseUrl" | "sessionKey">;

/** The authentication that the configuration asks for. Without `AUTH` it opens nothing. `signal` ends its tasks. */
export async function openAuthentication(
  { auth, authSecret, databaseUrl: url, sessionKey }: AuthConfig,
  { sql, log, signal }: { sql: Sql; log: Logger; signal: AbortSignal },
): Promise<Authentication> {
  if (auth.mode === "LOCAL" || authSecret === null) {
    const nothing = { revocations: noRevocations, sessions: null, flush: async () => {} };
    return { authenticator: localAuthenticator, ...nothing };
  }
  const revocations = await openRevocations({ sql, url, log });
  const sessions = sessionKey ? sessionTokens(readSessionKeys(sessionKey) ?? []) : null;
  const kinds = [
    ...(sessions ? [sessions] : []),
    streamTickets({ sql, log }),
    apiKeys({ sql, serverKey: authSecret, revocations, log }),
    ...(auth.issuers.length > 0 ? [oidcTokens(auth.issuers, log, signal)] : []),
  ];
  const accepting = tokenAuthenticator(kinds, revocations);
  const authenticator = recordRefusals(accepting, { sql, log, signal });
  return { authenticator, revocations, sessions, flush: authenticator.flush };
}
