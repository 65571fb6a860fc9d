import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { claimReconciliation } from "../../store/agent/reconcile-agents.ts";
import type { Logger } from "../../telemetry/log.ts";
import { reconcile, type ReconcileDeps } from "../agents/reconcile.ts";

/** Compares the provider's agents with the record once in `everyMs`, by one worker at a time. */
export function reconcileAgents(
  deps: ReconcileDeps & { everyMs: number; log: Logger },
): PeriodicTask {
  const { sql, everyMs } = deps;
  return {
    name: "reconcileAgents",
    intervalMs: Math.max(500, everyMs / 4),
    async run(signal) {
      if (await claimReconciliation(sql, everyMs)) await reconcileOnce(deps, signal);
    },
  };
}

async function reconcileOnce(deps: ReconcileDeps & { log: Logger }, signal: AbortSignal) {
  const order = { dryRun: false, tenant: null };
  const { orphans, deleted, driftedVersionIds } = await reconcile(deps, order, signal);
  const counts = { orphans: orphans.length, deleted: deleted.length };
  const level = orphans.length > deleted.length || driftedVersionIds.length > 0 ? "warn" : "info";
  deps.log[level]("agent.reconcile_completed", { ...counts, drifted: driftedVersionIds });
}
