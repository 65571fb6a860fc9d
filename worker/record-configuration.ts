import { recordOfDeployment } from "../store/audit/record-of-deployment.ts";
import type { Sql } from "../store/database/sql.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import type { WorkerConfig } from "./config.ts";

/** Records how this worker was started: which model answers, and which servers bring tools. No secrets. */
export async function recordConfiguration(
  sql: Sql,
  { mistral: { provider }, temporal: { taskQueue } }: Pick<WorkerConfig, "mistral" | "temporal">,
  servers: readonly string[],
  log: Logger,
): Promise<void> {
  const details = { provider, taskQueue, servers };
  const act = { action: "configuration.loaded", resource: "worker", details } as const;
  // Work does not wait for it: a turn that was accepted must end.
  await recordOfDeployment(sql, [{ address: null, act }])
    .catch((error) => log.warn("audit.configuration_failed", errorFields(error)));
}
