import { Context } from "@temporalio/activity";
import type { ReconcileAgents, RegisterAgent } from "../../protocol/agent/commands.ts";
import type { CommandQueue } from "../../protocol/command/command-workflow.ts";
import {
  completeCommand,
  nextCommand,
  type PendingCommand,
  rejectCommand,
  type WorkerMutation,
} from "../../store/commands/pending-commands.ts";
import { Refusal } from "../../store/refusal.ts";
import { registerAgent } from "../../store/commands/register-agent.ts";
import { withHeartbeat } from "../activities/heartbeat.ts";
import { type ActivityDeps, ofTenant, type SharedDeps } from "../activities/deps.ts";
import { reconcileOnDemand } from "../agents/reconcile-on-demand.ts";
import { verifyRegistration } from "../agents/verify-registration.ts";
import { startResearchRun } from "./start-research-run.ts";

/**
 * Executes the pending commands of a queue, oldest first. A retry after an interrupted attempt recognises executed
 * commands by their idempotency keys.
 */
export function createExecuteCommands(all: SharedDeps) {
  return (queue: CommandQueue): Promise<void> =>
    withHeartbeat(all.engine.heartbeatMs, async (signal) => {
      const deps = ofTenant(all, queue.tenant);
      for (;;) {
        signal.throwIfAborted();
        const pending = await nextCommand(deps.sql, queue);
        if (!pending) return;
        await execute(deps, pending, signal);
      }
    });
}

async function execute(deps: ActivityDeps, pending: PendingCommand, signal: AbortSignal) {
  const { mutation, key, tenant } = pending;
  try {
    await executors[mutation](deps, pending, signal);
    // A duplicate may have recorded the command again after its first execution, which is not repeated.
    await completeCommand(deps.sql, pending.caller, mutation, pending.command.idempotencyKey);
    deps.log.info("worker.command_completed", { mutation, tenant });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    deps.log.info("worker.command_rejected", { mutation, tenant, refusal: error.error.type });
    await rejectCommand(deps.sql, { ...pending, key }, error.error);
  }
}

type Execute = (deps: ActivityDeps, pending: PendingCommand, signal: AbortSignal) => Promise<void>;

const executors: Record<WorkerMutation, Execute> = {
  registerAgent: register,
  reconcileAgents: (deps, pending, signal) =>
    reconcileOnDemand(deps, pending, pending.command as ReconcileAgents, signal),
  startResearch: startResearchRun,
};

async function register(
  deps: ActivityDeps,
  { caller, ...pending }: PendingCommand,
  signal: AbortSignal,
) {
  const command = pending.command as RegisterAgent;
  const verified = await verifyRegistration(deps, caller.tenant, command, signal);
  const { attempt: fence } = Context.current().info;
  deps.failpoint("agent_verified", { fence, kind: "register", agent: command.name });
  const { provider } = deps;
  // The output schema was validated before the command was recorded.
  await registerAgent(deps.sql, caller, command, () => [], { provider, verified });
}
