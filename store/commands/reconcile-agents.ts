import { actOf } from "../../protocol/audit/act.ts";
import type { ReconcileAgents, ReconciledAgents } from "../../protocol/agent/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { defineCommand } from "./define-command.ts";
import { completeCommand } from "./pending-commands.ts";

/** Records the result of a reconciliation, which a worker carried out, under its key. */
export const recordReconciliation = defineCommand<
  ReconcileAgents,
  ReconciledAgents,
  [result: Omit<ReconciledAgents, "replayed">]
>("reconcileAgents", async (tx, caller, { idempotencyKey }, result) => {
  await completeCommand(tx, caller, "reconcileAgents", idempotencyKey);
  await recordAudit(tx, actOf(caller, { action: "agents.reconciled", resource: null }));
  return result;
});
