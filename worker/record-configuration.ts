import { recordOfDeployment } from "../store/audit/record-of-deployment.ts";
import type { TenantOverrides } from "../store/tenant/overrides.ts";
import type { Sql } from "../store/database/sql.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import type { WorkerConfig } from "./config.ts";

/** Records how this worker was started: which model answers, and which servers bring tools, also for tenants. No secrets. */
export async function recordConfiguration(
  sql: Sql,
  { mistral: { provider }, temporal: { taskQueue } }: Pick<WorkerConfig, "mistral" | "temporal">,
  servers: readonly string[],
  overrides: readonly TenantOverrides[],
  log: Logger,
): Promise<void> {
  const own = overrides.length > 0 && {
    ownKeys: overrides.filter((one) => one.ownKey).map(({ tenant }) => tenant),
    ownServers: overrides.flatMap(({ tenant, servers }) =>
      servers?.map((s) => `${tenant}/${s}`) ?? []
    ),
  };
  const details = { provider, taskQueue, servers, ...own };
  const act = { action: "configuration.loaded", resource: "worker", details } as const;
  // Work does not wait for it: a turn that was accepted must end.
  await recordOfDeployment(sql, [{ address: null, act }])
    .catch((error) => log.warn("audit.configuration_failed", errorFields(error)));
}
