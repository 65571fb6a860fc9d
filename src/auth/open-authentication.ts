import type { Sql } from "../../store/mod.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { ApiConfig } from "../config.ts";
import { apiKeys } from "./api-keys.ts";
import { type Authenticator, localAuthenticator } from "./authenticator.ts";
import { tokenAuthenticator } from "./credential-kind.ts";
import { noRevocations, openRevocations, type Revocations } from "./revocations.ts";

/** How this process knows its callers. */
export interface Authentication {
  authenticator: Authenticator;
  revocations: Revocations;
}

type AuthConfig = Pick<ApiConfig, "auth" | "authSecret" | "databaseUrl">;

/** The authentication that the configuration asks for. Without `AUTH` it opens nothing. */
export async function openAuthentication(
  { auth, authSecret, databaseUrl: url }: AuthConfig,
  { sql, log }: { sql: Sql; log: Logger },
): Promise<Authentication> {
  if (auth === null || authSecret === null) {
    return { authenticator: localAuthenticator, revocations: noRevocations };
  }
  const revocations = await openRevocations({ sql, url, log });
  const kinds = [apiKeys({ sql, serverKey: authSecret, revocations, log })];
  return { authenticator: tokenAuthenticator(kinds, revocations), revocations };
}
