import { Client, Connection, ScheduleNotFoundError } from "@temporalio/client";
import { agentWorkflowId } from "../../protocol/agent/agent-workflow.ts";
import { allResearchQueues, commandWorkflowId } from "../../protocol/command/command-workflow.ts";
import { poll } from "../../protocol/async/poll.ts";
import { conversationWorkflowId } from "../../protocol/conversation/conversation-workflow.ts";
import { researchWorkflowId } from "../../protocol/research/research-workflow.ts";
import {
  firingExecutionId,
  temporalScheduleId,
} from "../../protocol/schedule/schedule-workflow.ts";
import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import { temporalPeer } from "../../protocol/temporal/temporal-options.ts";

/** What the workflows of a tenant are about. */
export interface WorkflowSubjects {
  conversations: readonly string[];
  runs: readonly string[];
  /** Names. */
  agents: readonly string[];
  schedules: readonly string[];
  firings: readonly { scheduleId: string; due: Date }[];
}

/** Ids in one query of Temporal. */
const batch = 50;
/** Deadline of a call, ms. */
const callMs = 10_000;
/** Executions of a batch are gone within this time, ms. */
const deletedMs = 60_000;
/** Between two lists, ms. */
const everyMs = 500;
/** NOT_FOUND of gRPC: another deletion was first. */
const notFound = 5;

/** The ids of all workflows that a tenant can have. */
export const workflowIds = (
  tenant: string,
  { conversations, runs, agents, firings }: WorkflowSubjects,
): string[] => [
  ...conversations.map((conversationId) => conversationWorkflowId({ tenant, conversationId })),
  ...runs.map((researchId) => researchWorkflowId({ tenant, researchId })),
  ...["", ...agents].map((agent) => agentWorkflowId({ tenant, agent })),
  ...firings.map(({ scheduleId, due }) => firingExecutionId({ tenant, scheduleId }, due)),
  ...allResearchQueues().map((queue) => commandWorkflowId({ tenant, queue })),
];

/**
 * Deletes the tenant's schedules and all executions of its workflows, running ones too, and waits until Temporal lists
 * none. Returns how many executions there were. Throws a DeadlineError if some are left: repeat it then.
 */
export async function deleteWorkflows(
  temporal: TemporalConnection,
  tenant: string,
  subjects: WorkflowSubjects,
): Promise<number> {
  const connection = await Connection.connect({
    ...temporalPeer(temporal),
    connectTimeout: callMs,
    channelArgs: { "grpc.enable_http_proxy": 0 },
  });
  const client = new Client({ connection, namespace: temporal.namespace });
  try {
    for (const scheduleId of subjects.schedules) await deleteSchedule(client, tenant, scheduleId);
    return await deleteExecutions(client, workflowIds(tenant, subjects));
  } finally {
    await connection.close();
  }
}

/** One that Temporal does not have is deleted already. */
async function deleteSchedule(client: Client, tenant: string, scheduleId: string): Promise<void> {
  const handle = client.schedule.getHandle(temporalScheduleId({ tenant, scheduleId }));
  await client.connection.withDeadline(Date.now() + callMs, () => handle.delete())
    .catch((error) => {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    });
}

async function deleteExecutions(client: Client, ids: readonly string[]): Promise<number> {
  const runs = new Set<string>();
  for (let i = 0; i < ids.length; i += batch) {
    const some = ids.slice(i, i + batch);
    const what = "Temporal deletes the executions";
    await poll(() => deleteListed(client, some, runs), { withinMs: deletedMs, everyMs, what });
  }
  return runs.size;
}

/** Deletes what is listed of these; true once nothing is: the server deletes, and lists, a moment later. */
async function deleteListed(client: Client, ids: readonly string[], runs: Set<string>) {
  const { connection: { workflowService }, options: { namespace } } = client;
  const found = await executionsOf(client, ids);
  for (const workflowExecution of found) {
    runs.add(workflowExecution.runId);
    await client.connection.withDeadline(
      Date.now() + callMs,
      () => workflowService.deleteWorkflowExecution({ namespace, workflowExecution }),
    ).catch(ignoreMissing);
  }
  return found.length === 0 || undefined;
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
