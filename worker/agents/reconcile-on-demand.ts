import type { ReconcileAgents } from "../../protocol/agent/commands.ts";
import { unavailable } from "../../protocol/user-error.ts";
import { type PendingCommand, saveCommandProgress } from "../../store/commands/pending-commands.ts";
import { agentsOf } from "../../store/agent/reconcile-agents.ts";
import { recordReconciliation } from "../../store/commands/reconcile-agents.ts";
import { Refusal } from "../../store/refusal.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { fromProvider, ProviderError } from "../model/provider/provider-error.ts";
import { reconcile } from "./reconcile.ts";

/** Executes the mutation `reconcileAgents`. The result includes what an interrupted attempt had deleted. */
export async function reconcileOnDemand(
  deps: ActivityDeps,
  pending: PendingCommand,
  command: ReconcileAgents,
  signal: AbortSignal,
): Promise<void> {
  const { sql, provider, engine: { youngAgentMs: youngMs } } = deps;
  const { orphans: earlier = [] } = (pending.progress ?? {}) as { orphans?: string[] };
  const onFound = (orphans: string[]) => saveCommandProgress(sql, pending, { orphans });
  const tenant = isOwnerOfMachine(pending) ? null : pending.tenant;
  const order = { dryRun: command.dryRun, tenant, earlier, onFound };
  try {
    const result = await fromProvider(
      "other",
      signal,
      () => reconcile({ ...deps, youngMs }, order, signal),
    );
    const own = await agentsOf(sql, pending.tenant, provider);
    const driftedVersionIds = result.driftedVersionIds.filter((id) =>
      own.some((r) => r.versionId === id)
    );
    await recordReconciliation(sql, pending.caller, command, { ...result, driftedVersionIds });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    deps.log.warn("agent.reconcile_failed", errorFields(error.cause));
    throw new Refusal(unavailable("mistral", "The model's provider does not answer. Try again."));
  }
}

/** Of all tenants' agents only the owner of the machine may know, who calls without a credential. */
const isOwnerOfMachine = ({ caller }: PendingCommand) => caller.subject == null;
