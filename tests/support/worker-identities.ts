import { Client, Connection, type WorkflowHandle } from "@temporalio/client";
import type { Stack } from "../../cli/stack/stack.ts";
import { conversationWorkflowId } from "../../protocol/conversation/conversation-workflow.ts";

/** Who ran the steps of conversations, as Temporal recorded it. */
export interface WorkerIdentities extends AsyncDisposable {
  readonly client: Client;
  /** Names of the workers that made calls in these conversations, all their runs together, each with how many. */
  of(...conversationIds: string[]): Promise<Record<string, number>>;
  /** Activities of a conversation that Temporal has not heard the end of. */
  open(conversationId: string): Promise<number>;
  /** Whether the newest run of a conversation's workflow has not ended. */
  isRunning(conversationId: string): Promise<boolean>;
}

/** Asks the Temporal of this stack. */
export async function readWorkerIdentities(stack: Stack): Promise<WorkerIdentities> {
  const connection = await Connection.connect({ address: stack.urls.temporal });
  const client = new Client({ connection, namespace: stack.config.temporalNamespace });
  const names = new Map<string, string>();
  return {
    client,
    of: async (...ids) => {
      // What is gone by now is remembered from the last time.
      for (const { name, pid } of stack.processes()) if (pid) names.set(`${pid}`, name);
      const made = (await Promise.all(ids.map((id) => identities(client, id)))).flat()
        .map((identity) => names.get(identity.split("@")[0] ?? "") ?? identity);
      return Object.fromEntries(
        [...new Set(made)].toSorted().map((name) => [name, made.filter((m) => m === name).length]),
      );
    },
    open: async (id) => {
      const { raw } = await client.workflow.getHandle(workflowIdOf(id)).describe();
      return raw.pendingActivities?.length ?? 0;
    },
    isRunning: async (id) => {
      const { status } = await client.workflow.getHandle(workflowIdOf(id)).describe();
      return status.name === "RUNNING";
    },
    [Symbol.asyncDispose]: () => connection.close(),
  };
}

/** `<pid>@<host>` of each activity that a worker took up, or ran in the workflow's own task. */
async function identities(client: Client, conversationId: string): Promise<string[]> {
  const workflowId = workflowIdOf(conversationId);
  const { runId: newest } = await client.workflow.getHandle(workflowId).describe();
  // The list lags a little.
  const runs = new Set([newest]);
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) {
    runs.add(runId);
  }
  const histories = await Promise.all(
    [...runs].map((runId) => client.workflow.getHandle(workflowId, runId).fetchHistory()),
  );
  return histories.flatMap(({ events }) => madeIn(events ?? []));
}

const workflowIdOf = (conversationId: string) =>
  conversationWorkflowId({ tenant: "default", conversationId });

type HistoryEvent = NonNullable<
  Awaited<ReturnType<WorkflowHandle["fetchHistory"]>>["events"]
>[number];

function madeIn(events: readonly HistoryEvent[]): string[] {
  const tasks = new Map(
    events.map((e) => [`${e.eventId}`, e.workflowTaskCompletedEventAttributes?.identity]),
  );
  return events.flatMap((e) => {
    const marker = e.markerRecordedEventAttributes;
    const identity = marker?.markerName === "core_local_activity"
      ? tasks.get(`${marker.workflowTaskCompletedEventId}`)
      : e.activityTaskStartedEventAttributes?.identity;
    return identity ?? [];
  });
}
