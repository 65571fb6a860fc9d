import { runEvery } from "../../protocol/async/run-every.ts";
import type { TenantLimits } from "../../protocol/quota/tenant-limits.ts";
import { inTenant, readOwnLimits, type Sql, takePoints } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { LimitsCache } from "./limits-cache.ts";
import { PointBuckets } from "./point-buckets.ts";
import { Quotas } from "./quotas.ts";

/** The quotas of this process, and its memory of tenants' limits. */
export interface OpenQuotas {
  quotas: Quotas;
  limits: LimitsCache;
  /** Gives back the points that this process has reserved. */
  flush(): Promise<void>;
}

/** Opens the quotas of a process that needs credentials; `signal` ends their task. */
export function openQuotas(
  sql: Sql,
  defaults: TenantLimits,
  { log, signal }: { log: Logger; signal: AbortSignal },
): OpenQuotas {
  const limits = new LimitsCache(
    (tenant) => readOwnLimits(inTenant(sql, tenant), tenant),
    defaults,
  );
  const buckets = new PointBuckets((tenant, asks) =>
    takePoints(inTenant(sql, tenant), tenant, asks)
  );
  void runEvery(buckets.task, {
    failed: (_, error) => log.warn("quota.settlement_failed", errorFields(error)),
    succeeded: () => undefined,
  }, signal);
  const flush = async () => {
    await buckets.settle();
    await buckets.settle();
  };
  return { quotas: new Quotas(limits, buckets), limits, flush };
}
