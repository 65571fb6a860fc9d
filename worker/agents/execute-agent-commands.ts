import { Context } from "@temporalio/activity";
import type { AgentCommandsInput } from "../../protocol/agent/agent-workflow.ts";
import type { ReconcileAgents, RegisterAgent } from "../../protocol/agent/commands.ts";
import {
  type AgentCommand,
  nextAgentCommand,
  rejectAgentCommand,
} from "../../store/agent/agent-commands.ts";
import { Refusal } from "../../store/refusal.ts";
import { registerAgent } from "../../store/commands/register-agent.ts";
import { withHeartbeat } from "../activities/heartbeat.ts";
import { type ActivityDeps, ofTenant, type SharedDeps } from "../activities/deps.ts";
import { verifyRegistration } from "./verify-registration.ts";
import { reconcileOnDemand } from "./reconcile-on-demand.ts";

/**
 * Executes the pending commands of an agent, oldest first. A retry after an interrupted attempt recognises executed
 * commands by their idempotency keys.
 */
export function createExecuteAgentCommands(all: SharedDeps) {
  return (agent: AgentCommandsInput): Promise<void> =>
    withHeartbeat(all.engine.heartbeatMs, async (signal) => {
      const deps = ofTenant(all, agent.tenant);
      for (;;) {
        signal.throwIfAborted();
        const pending = await nextAgentCommand(deps.sql, agent);
        if (!pending) return;
        await execute(deps, pending, signal);
      }
    });
}

async function execute(deps: ActivityDeps, pending: AgentCommand, signal: AbortSignal) {
  const { mutation, key, tenant } = pending;
  try {
    if (mutation === "registerAgent") await register(deps, pending, signal);
    else await reconcileOnDemand(deps, pending, pending.command as ReconcileAgents, signal);
    deps.log.info("agent.command_completed", { mutation, tenant });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    deps.log.info("agent.command_rejected", { mutation, tenant, refusal: error.error.type });
    await rejectAgentCommand(deps.sql, { ...pending, key }, error.error);
  }
}

async function register(
  deps: ActivityDeps,
  { caller, ...pending }: AgentCommand,
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
