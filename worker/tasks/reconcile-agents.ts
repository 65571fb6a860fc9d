import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { claimReconciliation } from "../../store/agent/reconcile-agents.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { reconcile, type ReconcileDeps } from "../agents/reconcile.ts";
import type { ProviderAccount, ProviderAccounts } from "../tenants/provider-accounts.ts";

type TaskDeps = Omit<ReconcileDeps, keyof ProviderAccount> & { log: Logger };

/** Compares the agents of each account with the record once in `everyMs`, by one worker at a time. */
export function reconcileAgents(
  { accounts, ...deps }: TaskDeps & { accounts: ProviderAccounts; everyMs: number },
): PeriodicTask {
  const { sql, everyMs } = deps;
  return {
    name: "reconcileAgents",
    intervalMs: Math.max(500, everyMs / 4),
    async run(signal) {
      if (!await claimReconciliation(sql, everyMs)) return;
      for (const account of accounts.all) await reconcileOne({ ...deps, ...account }, signal);
    },
  };
}

/** One account that fails keeps no other from being compared. */
async function reconcileOne(deps: TaskDeps & ProviderAccount, signal: AbortSignal) {
  try {
    await reconcileOnce(deps, signal);
  } catch (error) {
    if (deps.ownedBy === null || signal.aborted) throw error;
    deps.log.warn("agent.reconcile_failed", { tenants: deps.ownedBy, ...errorFields(error) });
  }
}

async function reconcileOnce(deps: TaskDeps & ProviderAccount, signal: AbortSignal) {
  const order = { dryRun: false, tenant: null };
  const { orphans, deleted, driftedVersionIds } = await reconcile(deps, order, signal);
  const counts = { orphans: orphans.length, deleted: deleted.length };
  const level = orphans.length > deleted.length || driftedVersionIds.length > 0 ? "warn" : "info";
  const tenants = deps.ownedBy && { tenants: deps.ownedBy };
  deps.log[level]("agent.reconcile_completed", {
    ...tenants,
    ...counts,
    drifted: driftedVersionIds,
  });
}
