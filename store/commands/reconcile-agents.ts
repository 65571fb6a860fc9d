import type { ReconcileAgents, ReconciledAgents } from "../../protocol/agent/commands.ts";
import { completeAgentCommand } from "../agent/agent-commands.ts";
import { defineCommand } from "./define-command.ts";

/** Records the result of a reconciliation, which a worker carried out, under its key. */
export const recordReconciliation = defineCommand<
  ReconcileAgents,
  ReconciledAgents,
  [result: Omit<ReconciledAgents, "replayed">]
>("reconcileAgents", async (tx, { tenant }, { idempotencyKey }, result) => {
  await completeAgentCommand(tx, tenant, "reconcileAgents", idempotencyKey);
  return result;
});
