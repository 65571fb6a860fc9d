import assert from "node:assert/strict";
import { test } from "node:test";
import { connectAgents, type FormAnswer, textIn } from "../../support/mcp-client.ts";
import { unique } from "../../support/test-stack.ts";
import { type AgentsStack, askedIn } from "./stack.ts";

const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };

/** An agent that must ask before it looks at prices; the name of its tool. */
async function careful({ api }: AgentsStack): Promise<string> {
  const name = unique("careful");
  await api.register(name, { tools: [tool] });
  return `ask_${name}`;
}

/** Asks with a client whose user answers each form like this; the forms, and the result. */
async function askWith(t: AgentsStack, answer: FormAnswer, message: string) {
  const forms: string[] = [];
  const client = await connectAgents(t.stack.urls.graphql, {
    onForm: (form) => {
      forms.push(form);
      return answer;
    },
  });
  try {
    const name = await careful(t);
    return { forms, result: await client.callTool({ name, arguments: { message } }) };
  } finally {
    await client.close();
  }
}

/** How a call goes that needs an approval. */
export function approvals(stack: () => AgentsStack) {
  test("a client that shows forms asks its user, and the agent goes on with the decision", async () => {
    const approve = { action: "accept" as const, content: { decision: "approve" } };
    const { forms, result } = await askWith(stack(), approve, "What does NVDA cost?");
    assert.equal(forms.length, 1);
    assert.match(forms[0] ?? "", /prices\.get_current_stock_price with \{"symbol":"NVDA"\}/);
    assert.equal(askedIn(result).status, "COMPLETED");
    const { entries, turns } = await stack().api.read(askedIn(result).conversationId);
    assert.ok(entries.nodes.some((e) => e.__typename === "ToolCall" && e.status === "COMPLETED"));
    assert.equal(turns.nodes.length, 1, "the second round found the turn of the first");
  });

  test("a rejection reaches the agent with its reason, and so does a declined form", async () => {
    const content = { decision: "reject", reason: "not that one" };
    for (const answer of [{ action: "accept" as const, content }, { action: "decline" as const }]) {
      const { result } = await askWith(stack(), answer, "What does AMD cost?");
      assert.equal(askedIn(result).status, "COMPLETED");
      const { entries } = await stack().api.read(askedIn(result).conversationId);
      const rejected = entries.nodes.find((e) => e.__typename === "ToolCall");
      assert.equal(rejected?.status, "FAILED");
      assert.match(rejected?.result ?? "", /not that one|declined/);
    }
  });

  test("a form that is closed decides nothing: the result says who has to decide", async () => {
    const { forms, result } = await askWith(stack(), { action: "cancel" }, "What does AMD cost?");
    assert.equal(forms.length, 1);
    assert.equal(askedIn(result).status, "WAITING");
  });

  test("without forms the result says what waits, and the same call reads the answer after the decision", async () => {
    const t = stack();
    const call = { name: await careful(t), arguments: { message: "What does TSLA cost?" } };
    const waiting = await t.client.callTool(call);
    const { status, approvals: [approval] = [], idempotencyKey, turnId } = askedIn(waiting);
    assert.deepEqual([status, waiting.isError], ["WAITING", undefined]);
    assert.match(textIn(waiting), /decideApproval/);
    assert.match(textIn(waiting), /get_current_stock_price with \{"symbol":"TSLA"\}/);
    assert.ok(textIn(waiting).includes(idempotencyKey));
    const [pending] = await t.api.pending(turnId);
    assert.deepEqual([pending?.id, pending?.argumentsHash], [
      approval?.id,
      approval?.argumentsHash,
    ]);
    assert.ok(pending);
    await t.api.decide(pending, { approve: {} });
    const again = await t.client.callTool({
      ...call,
      arguments: { ...call.arguments, idempotencyKey },
    });
    assert.deepEqual([askedIn(again).status, askedIn(again).turnId], ["COMPLETED", turnId]);
  });
}
