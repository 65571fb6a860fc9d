import { claimReconciliation } from "../../store/agent/reconcile-agents.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";
import { reconcile, type ReconcileDeps } from "../agents/reconcile.ts";

/** Compares the provider's agents with the record once in `everyMs`, one worker at a time, until the signal aborts. */
export async function reconcilePeriodically(
  deps: ReconcileDeps & { everyMs: number; log: Logger },
  signal: AbortSignal,
): Promise<void> {
  const { sql, everyMs, log } = deps;
  while (!signal.aborted) {
    try {
      if (await claimReconciliation(sql, everyMs)) await once(deps, signal);
    } catch (error) {
      if (!signal.aborted) log.warn("worker.reconcile_agents_failed", errorFields(error));
    }
    await pause(Math.max(500, everyMs / 4), signal);
  }
}

async function once(deps: ReconcileDeps & { log: Logger }, signal: AbortSignal) {
  const { orphans, deleted, driftedVersionIds } = await reconcile(deps, { dryRun: false }, signal);
  const counts = { orphans: orphans.length, deleted: deleted.length };
  const told = orphans.length > deleted.length || driftedVersionIds.length > 0 ? "warn" : "info";
  deps.log[told]("agent.reconcile_completed", { ...counts, drifted: driftedVersionIds });
}
