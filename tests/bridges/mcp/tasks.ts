import assert from "node:assert/strict";
import { test } from "node:test";
import { poll } from "../../../protocol/async/poll.ts";
import { sendRpc, tasksCapability } from "../../support/mcp-wire.ts";
import { unique } from "../../support/test-stack.ts";
import { type AgentsStack, askedIn } from "./stack.ts";

interface Task {
  resultType: string;
  taskId: string;
  status: string;
  result?: object;
  inputRequests?: Record<string, { method: string; params: { message: string } }>;
}

const capabilities = { ...tasksCapability, elicitation: { form: {} } };

/** A client of the tasks extension, on the wire. */
function taskClient({ stack: { urls } }: AgentsStack) {
  const send = async (method: string, params: Record<string, unknown>) => {
    const { result, error } = await sendRpc(urls.graphql, method, params, { capabilities });
    assert.equal(error, undefined, error?.message);
    return result as unknown as Task;
  };
  return {
    send,
    create: (name: string, message: string) => send("tools/call", { name, arguments: { message } }),
    until: (taskId: string, status: string) =>
      poll(async () => {
        const task = await send("tasks/get", { taskId });
        assert.equal(task.resultType, "complete");
        return task.status === status ? task : undefined;
      }, { withinMs: 30_000, everyMs: 100, what: `the task is ${status}` }),
  };
}

/** Tasks for clients that declare the extension. */
export function tasks(stack: () => AgentsStack) {
  test("a client that takes tasks gets one at once, and its result when the turn has ended", async () => {
    const client = taskClient(stack());
    const task = await client.create(`ask_${stack().analyst}`, "What does NVDA cost?");
    assert.deepEqual([task.resultType, task.status], ["task", "working"]);
    const { result } = await client.until(task.taskId, "completed");
    assert.match(`${askedIn(result).idempotencyKey}`, /^[0-9a-f-]{36}$/);
    assert.deepEqual([askedIn({ structuredContent: Object(result).structuredContent }).turnId], [
      task.taskId,
    ]);
  });

  test("a task that needs an approval asks for it, and goes on once it is decided", async () => {
    const agent = unique("careful");
    const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
    await stack().api.register(agent, { tools: [tool] });
    const client = taskClient(stack());
    const { taskId } = await client.create(`ask_${agent}`, "What does NVDA cost?");
    const { inputRequests = {} } = await client.until(taskId, "input_required");
    const [key = "", form] = Object.entries(inputRequests)[0] ?? [];
    assert.equal(form?.method, "elicitation/create");
    assert.match(form?.params.message ?? "", /NVDA/);
    const answer = { action: "accept", content: { decision: "approve" } };
    await client.send("tasks/update", { taskId, inputResponses: { [key]: answer } });
    await client.until(taskId, "completed");
    const late = await sendRpc(stack().stack.urls.graphql, "tasks/update", {
      taskId,
      inputResponses: { [key]: { action: "decline" } },
    }, { capabilities });
    assert.match(late.error?.message ?? "", /DECIDED/);
  });

  test("a cancelled task cancels its turn", async () => {
    const client = taskClient(stack());
    const { taskId } = await client.create(`ask_${stack().analyst}`, "say 3000 tokens");
    await client.send("tasks/cancel", { taskId });
    await client.until(taskId, "cancelled");
  });

  test("an unknown task is an error, and so is a client that does not declare the extension", async () => {
    const { graphql } = stack().stack.urls;
    const conversation = await stack().api.start(stack().analyst);
    for (const taskId of ["turn_no", "x", conversation]) {
      const { error } = await sendRpc(graphql, "tasks/get", { taskId }, { capabilities });
      assert.equal(error?.code, -32602, taskId);
    }
    const undeclared = await sendRpc(graphql, "tasks/get", { taskId: "turn_no" });
    assert.equal(undeclared.error?.code, -32021);
  });
}
