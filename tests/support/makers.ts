import { Client, Connection } from "@temporalio/client";
import type { Stack } from "../../scripts/stack/stack.ts";
import { conversationWorkflowId } from "../../protocol/conversation-workflow.ts";

/** Who ran the steps of conversations, as Temporal recorded it. */
export interface Makers extends AsyncDisposable {
  readonly client: Client;
  /** Names of the workers that made calls in the newest run of these conversations, each with how many. */
  of(conversationIds: readonly string[]): Promise<Record<string, number>>;
}

/** Asks the Temporal of this stack. */
export async function makersIn(stack: Stack): Promise<Makers> {
  const connection = await Connection.connect({ address: stack.urls.temporal });
  const client = new Client({ connection });
  return {
    client,
    of: async (ids) => {
      const names = new Map(stack.processes().map(({ name, pid }) => [`${pid}`, name]));
      const made = (await Promise.all(ids.map((id) => identities(client, id)))).flat()
        .map((identity) => names.get(identity.split("@")[0] ?? "") ?? identity);
      return Object.fromEntries(
        [...new Set(made)].toSorted().map((name) => [name, made.filter((m) => m === name).length]),
      );
    },
    [Symbol.asyncDispose]: () => connection.close(),
  };
}

/** `<pid>@<host>` of each activity that a worker took up. */
async function identities(client: Client, conversationId: string): Promise<string[]> {
  const workflowId = conversationWorkflowId({ tenant: "default", conversationId });
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap((e) => e.activityTaskStartedEventAttributes?.identity ?? []);
}
