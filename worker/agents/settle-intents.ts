import { Context } from "@temporalio/activity";
import type { AgentIntentsInput } from "../../protocol/agent-workflow.ts";
import type { ReconcileAgents, RegisterAgent } from "../../protocol/commands.ts";
import { type Intent, nextIntent, refuseIntent } from "../../store/agents/intents.ts";
import { Refusal } from "../../store/refusal.ts";
import { registerAgent } from "../../store/register-agent.ts";
import { alive } from "../activities/alive.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { findOut } from "./find-out.ts";
import { reconcileOnDemand } from "./reconcile-on-demand.ts";

/**
 * Carries out what waits for an agent, oldest first, until nothing does. An attempt that follows a dead one finds what
 * is done by its idempotency key and what is not by its intent.
 */
export function createSettleIntents(deps: ActivityDeps) {
  return (agent: AgentIntentsInput): Promise<void> =>
    alive(deps.engine.heartbeatMs, async (signal) => {
      for (;;) {
        signal.throwIfAborted();
        const intent = await nextIntent(deps.sql, agent);
        if (!intent) return;
        await settle(deps, intent, signal);
      }
    });
}

async function settle(deps: ActivityDeps, intent: Intent, signal: AbortSignal) {
  const { mutation, key, tenant } = intent;
  try {
    if (mutation === "registerAgent") await register(deps, intent, signal);
    else await reconcileOnDemand(deps, intent, intent.command as ReconcileAgents, signal);
    deps.log.info("agent_intent_done", { mutation, tenant });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    deps.log.info("agent_intent_refused", { mutation, tenant, refusal: error.error.type });
    await refuseIntent(deps.sql, { ...intent, key }, error.error);
  }
}

async function register(deps: ActivityDeps, { caller, ...intent }: Intent, signal: AbortSignal) {
  const command = intent.command as RegisterAgent;
  const found = await findOut(deps, command, signal);
  const { attempt: fence } = Context.current().info;
  deps.reach("agent_found_out", { fence, kind: "register", agent: command.name });
  const { provider } = deps;
  // Its output schema was judged before the intent was recorded.
  await registerAgent(deps.sql, caller, command, () => [], { provider, found });
}
