import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client, Connection } from "@temporalio/client";
import { conversationWorkflowId } from "../../protocol/conversation/conversation-workflow.ts";
import { readUntil, turnEnds } from "../support/api.ts";
import { t } from "../faults/faults-stack.ts";
import { eventually, unique } from "../support/test-stack.ts";

const said = unique("said");
let connection: Connection;
let client: Client;
let id: string;
before(async () => {
  connection = await Connection.connect({ address: t.stack.urls.temporal });
  client = new Client({ connection });
  id = await t.api.start(t.analyst, `What does TSLA cost? ${said}`);
  await readUntil(t.api.follow(id), turnEnds());
});
after(() => connection?.close());

const workflowId = () => conversationWorkflowId({ tenant: "default", conversationId: id });

interface Payload {
  data?: Uint8Array | null;
}
interface Seen {
  workflowExecutionStartedEventAttributes?: unknown;
  activityTaskScheduledEventAttributes?: { activityType?: { name?: string | null } | null } | null;
  timerStartedEventAttributes?: unknown;
  userMetadata?: { summary?: Payload | null } | null;
}
const textOf = (payload: Payload | null | undefined) =>
  payload?.data ? JSON.parse(new TextDecoder().decode(payload.data)) as string : null;

async function history(): Promise<Seen[]> {
  const { events } = await client.workflow.getHandle(workflowId()).fetchHistory();
  return (events ?? []) as Seen[];
}

test("a run shows its agent and conversation, and can be found by its agent", async () => {
  const run = await client.workflow.getHandle(workflowId()).describe();
  assert.equal(await run.staticSummary(), `${t.analyst}, version 1`);
  assert.match(await run.staticDetails() ?? "", new RegExp(`\`${t.analyst}\`.*\n\n.*\`${id}\``));
  await eventually("the run is listed", async () => {
    const found = client.workflow.list({ query: `TramontaneAgent = "${t.analyst}"` });
    for await (const one of found) if (one.workflowId === workflowId()) return true;
    return false;
  });
});

test("a run that waits for its next message shows that it is idle, and until when", async () => {
  const details = async () => {
    const metadata = await client.workflow.getHandle(workflowId())
      .query<{ currentDetails?: string }>("__temporal_workflow_metadata");
    return metadata.currentDetails ?? "";
  };
  await eventually("it rests", async () => (await details()).startsWith("**Resting**"));
  assert.match(await details(), /ends at \d{4}-\d\d-\d\dT[^ ]+ unless a message arrives before/);
});

test("the stacks of a run's promises are not taken, since that costs a third of a worker's time", async () => {
  assert.equal(await client.workflow.getHandle(workflowId()).query("__stack_trace"), "");
});

test("activities show their purpose: which tool, and why the database is read", async () => {
  const events = await history();
  const scheduled = events.filter((e) => e.activityTaskScheduledEventAttributes);
  const summaries = scheduled.map((e) => textOf(e.userMetadata?.summary));
  assert.ok(summaries.every((summary) => summary !== null), summaries.join());
  assert.equal(summaries[0], "read the record");
  assert.ok(summaries.includes("continue with the tool results"));
  const tools = scheduled.filter((e) =>
    e.activityTaskScheduledEventAttributes?.activityType?.name === "callTool"
  );
  assert.deepEqual(tools.map((e) => textOf(e.userMetadata?.summary)), [
    "prices.get_current_stock_price",
  ]);
});

test("these descriptions have no content and add no event", async () => {
  const text = JSON.stringify(
    await history(),
    (_, value) => value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  );
  assert.equal(text.includes(said), false);
  assert.equal(text.includes("TSLA"), false);
  assert.doesNotMatch(text, /upsertWorkflowSearchAttributes|workflowPropertiesModified/);
});

/** True once the run of a conversation is listed with this status. */
function isListed(conversationId: string, status: string) {
  const wanted = conversationWorkflowId({ tenant: "default", conversationId });
  const query = `WorkflowId = "${wanted}" and TramontaneStatus = "${status}"`;
  return eventually(`its status is ${status}`, async () => {
    for await (const _ of client.workflow.list({ query })) return true;
    return false;
  });
}

test("runs that wait for approval can be found, and no longer after the decision", async () => {
  const name = unique("careful");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await t.api.register(name, { tools: [tool] });
  const conversationId = await t.api.start(name, "What does TSLA cost?");
  await isListed(conversationId, "WAITING");
  const [turn] = (await t.api.read(conversationId)).turns.nodes;
  const [approval] = await t.api.pending(turn?.id ?? "");
  assert.ok(approval);
  await t.api.decide(approval, { approve: {} });
  await readUntil(t.api.follow(conversationId), turnEnds());
  await isListed(conversationId, "ACTIVE");
});

/** Has a turn in a conversation of its own; the agent that its run can be found by. */
async function foundBy(): Promise<unknown> {
  const conversationId = await t.api.start(t.analyst, "say 5 tokens");
  await readUntil(t.api.follow(conversationId), turnEnds());
  const handle = client.workflow.getHandle(
    conversationWorkflowId({ tenant: "default", conversationId }),
  );
  return (await handle.describe()).searchAttributes.TramontaneAgent;
}

test("turns run on a Temporal that lacks an attribute, and a worker registers it at its start", async () => {
  const { operatorService } = connection;
  const place = { namespace: "default", searchAttributes: ["TramontaneAgent"] };
  await operatorService.removeSearchAttributes(place);
  assert.equal(await foundBy(), undefined);
  await t.stack.stopPart("worker");
  await t.stack.startPart("worker");
  await eventually("it is registered", async () => {
    const { customAttributes } = await operatorService.listSearchAttributes(place);
    return "TramontaneAgent" in customAttributes;
  });
});

test("Temporal restarts on its file with its search attributes, and runs are started with them", async () => {
  await t.stack.stopPart("temporal");
  await t.stack.startPart("temporal");
  await t.stack.stopPart("api"); // one that was refused goes without for a minute
  await t.stack.startPart("api");
  assert.deepEqual(await foundBy(), [t.analyst]);
});
