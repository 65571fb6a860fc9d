import { Client, Connection } from "@temporalio/client";
import { agentWorkflowId } from "../../protocol/agent/agent-workflow.ts";
import { conversationWorkflowId } from "../../protocol/conversation/conversation-workflow.ts";
import { researchWorkflowId } from "../../protocol/research/research-workflow.ts";
import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import { temporalPeer } from "../../protocol/temporal/temporal-options.ts";

/** What the workflows of a tenant are about. */
export interface WorkflowSubjects {
  conversations: readonly string[];
  runs: readonly string[];
  /** Names. */
  agents: readonly string[];
}

/** Ids in one query of Temporal. */
const batch = 50;
/** Deadline of a call, ms. */
const callMs = 10_000;
/** NOT_FOUND of gRPC: another deletion was first. */
const notFound = 5;

/** The ids of all workflows that a tenant can have. */
export const workflowIds = (
  tenant: string,
  { conversations, runs, agents }: WorkflowSubjects,
): string[] => [
  ...conversations.map((conversationId) => conversationWorkflowId({ tenant, conversationId })),
  ...runs.map((researchId) => researchWorkflowId({ tenant, researchId })),
  ...["", ...agents].map((agent) => agentWorkflowId({ tenant, agent })),
];

/** Deletes all executions of these workflows, running ones too. Returns how many there were. */
export async function deleteWorkflows(
  temporal: TemporalConnection,
  ids: readonly string[],
): Promise<number> {
  const connection = await Connection.connect({
    ...temporalPeer(temporal),
    connectTimeout: callMs,
    channelArgs: { "grpc.enable_http_proxy": 0 },
  });
  const { namespace } = temporal;
  const client = new Client({ connection, namespace });
  let count = 0;
  try {
    for (let i = 0; i < ids.length; i += batch) {
      const found = await executionsOf(client, ids.slice(i, i + batch));
      for (const execution of found) {
        await connection.withDeadline(
          Date.now() + callMs,
          () =>
            connection.workflowService.deleteWorkflowExecution({
              namespace,
              workflowExecution: execution,
            }),
        ).catch(ignoreMissing);
      }
      count += found.length;
    }
  } finally {
    await connection.close();
  }
  return count;
}

async function executionsOf(client: Client, ids: readonly string[]) {
  const query = `WorkflowId IN (${ids.map((id) => `'${id}'`).join(", ")})`;
  const found: { workflowId: string; runId: string }[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    found.push({ workflowId, runId });
  }
  return found;
}

function ignoreMissing(error: unknown) {
  if ((error as { code?: unknown }).code !== notFound) throw error;
}
