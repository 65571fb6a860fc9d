import type { ReconcileAgents, ReconciledAgents } from "../../protocol/agent/commands.ts";
import { completeAgentCommand } from "../agent/agent-commands.ts";
import { defineCommand } from "./define-command.ts";

/** Records the result of a reconciliation, which a worker carried out, under its key. */
export const recordReconciliation = defineCommand<
  ReconcileAgents,
  ReconciledAgents,
  [result: Omit<ReconciledAgents, "replayed">]
>("reconcileAgents", async (tx, caller, { idempotencyKey }, result) => {
  await completeAgentCommand(tx, caller, "reconcileAgents", idempotencyKey);
  return result;
});
