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
import type { ActivityDeps } from "../activities/deps.ts";
import { verifyRegistration } from "./verify-registration.ts";
import { reconcileOnDemand } from "./reconcile-on-demand.ts";

/**
 * Carries out what waits for an agent, oldest first, until nothing does. An attempt that follows a dead one finds what
 * is done by its idempotency key and what is not by its intent.
 */
export function createExecuteAgentCommands(deps: ActivityDeps) {
  return (agent: AgentCommandsInput): Promise<void> =>
    withHeartbeat(deps.engine.heartbeatMs, async (signal) => {
      for (;;) {
        signal.throwIfAborted();
        const intent = await nextAgentCommand(deps.sql, agent);
        if (!intent) return;
        await settle(deps, intent, signal);
      }
    });
}

async function settle(deps: ActivityDeps, intent: AgentCommand, signal: AbortSignal) {
  const { mutation, key, tenant } = intent;
  try {
    if (mutation === "registerAgent") await register(deps, intent, signal);
    else await reconcileOnDemand(deps, intent, intent.command as ReconcileAgents, signal);
    deps.log.info("agent.command_completed", { mutation, tenant });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    deps.log.info("agent.command_rejected", { mutation, tenant, refusal: error.error.type });
    await rejectAgentCommand(deps.sql, { ...intent, key }, error.error);
  }
}

async function register(
  deps: ActivityDeps,
  { caller, ...intent }: AgentCommand,
  signal: AbortSignal,
) {
  const command = intent.command as RegisterAgent;
  const found = await verifyRegistration(deps, command, signal);
  const { attempt: fence } = Context.current().info;
  deps.failpoint("agent_verified", { fence, kind: "register", agent: command.name });
  const { provider } = deps;
  // Its output schema was judged before the intent was recorded.
  await registerAgent(deps.sql, caller, command, () => [], { provider, found });
}
