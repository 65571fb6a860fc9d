import { recordOfDeployment, type Sql } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { ApiConfig } from "../config.ts";

/** Records how this process was started: who may call it, from where, and what it calls. No secrets. */
export async function recordConfiguration(
  sql: Sql,
  config: ApiConfig,
  { version, log }: { version: string; log: Logger },
): Promise<void> {
  const details = { version, ...auditedConfiguration(config) };
  const act = { action: "configuration.loaded", resource: "api", details } as const;
  // The process serves without it: an attacker who cuts the database must not get a reason to ask for less audit.
  await recordOfDeployment(sql, [{ address: null, act }])
    .catch((error) => log.warn("audit.configuration_failed", errorFields(error)));
}

/** The settings of an API that matter to its security. */
export function auditedConfiguration(
  { auth, host, trustedNetwork, trustedProxies, allowedHosts, provider }: ApiConfig,
) {
  return {
    authentication: auth.mode,
    issuers: auth.issuers.map(({ issuer }) => issuer),
    host,
    trustedNetwork,
    trustedProxies,
    allowedHosts,
    provider,
  };
}
