import type { Client } from "@temporalio/client";
import {
  type AgentIntentsInput,
  agentWorkflow,
  agentWorkflowId,
} from "../protocol/agent-workflow.ts";
import {
  type ConversationInput,
  conversationWorkflow,
  conversationWorkflowId,
  doorbellSignal,
} from "../protocol/conversation-workflow.ts";
import type { WorkflowTimes } from "../protocol/workflow-times.ts";
import type { Sql } from "../store/connect.ts";
import { claimForgottenIntents } from "../store/agents/intents.ts";
import { claimForgotten } from "../store/sweep.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { pause } from "./pause.ts";

/** What the sweeper works with. Times in ms. */
export interface SweepDeps {
  sql: Sql;
  client: Client;
  taskQueue: string;
  times: WorkflowTimes;
  afterMs: number;
  log: Logger;
}

/** Rings every conversation whose open turn nobody has looked at for a while, until the signal aborts. */
export async function keepSweeping(deps: SweepDeps, signal: AbortSignal): Promise<void> {
  const { sql, afterMs, log } = deps;
  while (!signal.aborted) {
    try {
      const forgotten = await claimForgotten(sql, afterMs);
      if (forgotten.length > 0) {
        log.info("forgotten_conversations_rung", { count: forgotten.length });
      }
      await Promise.all(forgotten.map((c) => ring(deps, c)));
      const agents = await claimForgottenIntents(sql, afterMs);
      if (agents.length > 0) log.info("forgotten_agents_rung", { count: agents.length });
      await Promise.all(agents.map((agent) => ringAgent(deps, agent)));
    } catch (error) {
      log.warn("sweep_failed", errorFields(error));
    }
    await pause(Math.max(500, afterMs / 3), signal);
  }
}

function ring(deps: SweepDeps, conversation: ConversationInput) {
  return signal(deps, conversationWorkflow, conversationWorkflowId(conversation), conversation);
}

function ringAgent(deps: SweepDeps, agent: AgentIntentsInput) {
  return signal(deps, agentWorkflow, agentWorkflowId(agent), agent);
}

function signal(
  { client, taskQueue, times }: SweepDeps,
  type: string,
  workflowId: string,
  input: ConversationInput | AgentIntentsInput,
) {
  return client.withDeadline(
    Date.now() + 5_000,
    () =>
      client.workflow.signalWithStart(type, {
        workflowId,
        taskQueue,
        args: [{ ...input, times }],
        signal: doorbellSignal,
        signalArgs: [],
      }),
  );
}
