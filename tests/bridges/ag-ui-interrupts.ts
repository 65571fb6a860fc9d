import assert from "node:assert/strict";
import { test } from "node:test";
import type { BaseEvent, Interrupt } from "@ag-ui/client";
import { type TestStack, unique } from "../support/test-stack.ts";
import { agUiClient, lastOf, outcomeOf, typesOf } from "./ag-ui-client.ts";

const interruptsOf = (events: readonly BaseEvent[]): Interrupt[] =>
  (lastOf(events) as BaseEvent & { outcome: { interrupts: Interrupt[] } }).outcome.interrupts;

async function careful({ api }: TestStack, terms: object = {}): Promise<string> {
  const name = unique("careful");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK", ...terms };
  await api.register(name, { tools: [tool] });
  return name;
}

const symbolOf = (args: string) => (JSON.parse(args) as { symbol: string }).symbol;

/** Approvals as interrupts of a run. */
export function agUiInterrupts(stack: () => TestStack) {
  test("an approval with other arguments: the run is interrupted, the next one has the result of the tool", async () => {
    const t = stack();
    const agent = await careful(t);
    const client = agUiClient(t, agent);
    const first = await client.say("What does TSLA cost?");
    assert.equal(outcomeOf(first), "interrupt");
    assert.deepEqual(typesOf(first).slice(-2), ["MESSAGES_SNAPSHOT", "RUN_FINISHED"]);
    const [interrupt] = interruptsOf(first);
    assert.ok(interrupt);
    assert.equal(interrupt.reason, "tool_call");
    assert.ok("editedArgs" in (interrupt.responseSchema?.properties ?? {}));
    const call = client.agent.messages.at(-1);
    assert.ok(call?.role === "assistant" && call.toolCalls?.[0]?.id === interrupt.toolCallId);
    const payload = { approved: true, editedArgs: { symbol: "MSFT" } };
    const resume = [{ interruptId: interrupt.id, status: "resolved" as const, payload }];
    const second = await client.run({ resume });
    assert.equal(outcomeOf(second), "success");
    assert.ok(!typesOf(second).includes("TOOL_CALL_START"));
    const { messages } = client.agent;
    const edited = messages.flatMap((m) => m.role === "assistant" ? m.toolCalls ?? [] : []);
    assert.deepEqual(edited.map((one) => symbolOf(one.function.arguments)), ["MSFT"]);
    assert.match(`${messages.at(-1)?.content}`, /Microsoft/);
    const { threadId } = client.agent;
    const other = agUiClient(t, agent, { threadId });
    await other.run();
    assert.deepEqual(other.agent.messages, messages);
    // The same answer again changes nothing, and is accepted.
    assert.equal(outcomeOf(await client.run({ resume })), "success");
  });

  test("two approvals at once interrupt once; a partial answer decides nothing; a rejection is read by the model", async () => {
    const t = stack();
    const client = agUiClient(t, await careful(t));
    const interrupts = interruptsOf(await client.say("What do NVDA and AMD cost?"));
    assert.equal(interrupts.length, 2);
    const [one, two] = interrupts;
    assert.ok(one && two);
    const approved = {
      interruptId: one.id,
      status: "resolved" as const,
      payload: { approved: true },
    };
    client.agent.pendingInterrupts = []; // the client itself would refuse to send it
    assert.equal(outcomeOf(await client.run({ resume: [approved] })), "INTERRUPTED");
    const dismissed = { interruptId: two.id, status: "cancelled" as const };
    const events = await client.run({ resume: [approved, dismissed] });
    assert.equal(outcomeOf(events), "success");
    const results = client.agent.messages.filter(({ role }) => role === "tool");
    assert.equal(results.filter(({ content }) => /dismissed/.test(`${content}`)).length, 1);
  });

  test("a client that joins gets the interrupts; a further message is refused until they are answered", async () => {
    const t = stack();
    const agent = await careful(t);
    const { agent: { threadId, messages }, say } = agUiClient(t, agent);
    const [interrupt] = interruptsOf(await say("What does NVDA cost?"));
    assert.ok(interrupt);
    const joins = agUiClient(t, agent, { threadId });
    assert.deepEqual(interruptsOf(await joins.run()), [interrupt]);
    const writes = agUiClient(t, agent, { threadId, messages });
    assert.equal(outcomeOf(await writes.say("Then hello")), "INTERRUPTED");
    const unknown = { interruptId: "approval_0", status: "cancelled" as const };
    const known = { interruptId: interrupt.id, status: "cancelled" as const };
    assert.equal(outcomeOf(await joins.run({ resume: [known, unknown] })), "NOT_FOUND");
    assert.equal(outcomeOf(await joins.run({ resume: [known] })), "success");
  });

  test("an approval that was decided elsewhere: another answer is refused, and leaving it behind goes on", async () => {
    const t = stack();
    const client = agUiClient(t, await careful(t));
    const [interrupt] = interruptsOf(await client.say("What does NVDA cost?"));
    assert.ok(interrupt);
    const pending = (await t.api.pending()).find(({ id }) => id === interrupt.id);
    assert.ok(pending);
    await t.api.decide(pending, { reject: { reason: "not today" } });
    const late = {
      interruptId: interrupt.id,
      status: "resolved" as const,
      payload: { approved: true },
    };
    assert.equal(outcomeOf(await client.run({ resume: [late] })), "DECIDED");
    const left = { interruptId: interrupt.id, status: "cancelled" as const };
    assert.equal(outcomeOf(await client.run({ resume: [left] })), "success");
    assert.ok(client.agent.messages.some(({ content }) => /not today/.test(`${content}`)));
  });
}
