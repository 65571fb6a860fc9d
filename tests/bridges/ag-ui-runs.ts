import assert from "node:assert/strict";
import { test } from "node:test";
import { type BaseEvent, EventType } from "@ag-ui/client";
import { endOf, readUntil } from "../support/api.ts";
import { eventually, type TestStack, unique, usualPace } from "../support/test-stack.ts";
import { type AgUiClient, agUiClient, lastOf, outcomeOf, typesOf } from "./ag-ui-client.ts";

type Stack = TestStack & { analyst: string };
const conversationOf = ([started]: readonly BaseEvent[]) =>
  (started?.metadata as { conversationId: string }).conversationId;

const has = ({ events }: AgUiClient, type: EventType, least: number) =>
  Promise.resolve(events.filter((event) => event.type === type).length >= least);

/** What a client has that was not there before: it joins the thread. */
async function joined(t: Stack, agent: string, threadId: string) {
  const client = agUiClient(t, agent, { threadId });
  const events = await client.run();
  return { messages: client.agent.messages, events };
}

/** Runs of one thread, as the protocol's client sees them. */
export function agUiRuns(stack: () => Stack) {
  test("a message is answered with its tools, and the thread goes on in the same conversation", async () => {
    const t = stack();
    const client = agUiClient(t, t.analyst);
    const events = await client.say("What do NVDA and AMD cost?");
    assert.deepEqual([...new Set(typesOf(events))], [
      "RUN_STARTED",
      ...["TOOL_CALL_START", "TOOL_CALL_ARGS", "TOOL_CALL_END", "TOOL_CALL_RESULT"],
      ...["TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END"],
      "RUN_FINISHED",
    ]);
    assert.equal(outcomeOf(events), "success");
    const next = await client.say("And TSLA?");
    const id = conversationOf(events);
    assert.equal(conversationOf(next), id);
    const { turns, entries } = await t.api.read(id);
    assert.deepEqual(turns.nodes.map(({ status }) => status), ["COMPLETED", "COMPLETED"]);
    const answer = client.agent.messages.at(-1);
    assert.equal(answer?.content, entries.nodes.at(-1)?.text);
    assert.deepEqual(
      (await joined(t, t.analyst, client.agent.threadId)).messages,
      client.agent.messages,
    );
    assert.deepEqual((await joined(t, t.analyst, id)).messages, client.agent.messages);
  });

  test("a worker that is killed while it writes: the text is taken back, and the client has what a new one gets", async () => {
    const t = stack();
    const client = agUiClient(t, t.analyst);
    await t.sandbox.post("pace", { tokensPerSecond: 15, firstTokenMs: 5 });
    const said = client.say("What do NVDA and AMD cost?");
    await eventually("some text is written", () => has(client, EventType.TEXT_MESSAGE_CONTENT, 3));
    await t.stack.kill("worker", "SIGKILL");
    await t.sandbox.post("pace", usualPace);
    await t.stack.startPart("worker");
    const events = await said;
    assert.equal(outcomeOf(events), "success");
    const snapshot = events.findIndex(({ type }) => type === EventType.MESSAGES_SNAPSHOT);
    assert.equal(events[snapshot - 1]?.type, EventType.TEXT_MESSAGE_END);
    const last = await joined(t, t.analyst, client.agent.threadId);
    assert.deepEqual(client.agent.messages, last.messages);
  });

  test("a second client joins a run: what is finished, what is being written from its start, then the rest", async () => {
    const t = stack();
    const first = agUiClient(t, t.analyst);
    await t.sandbox.post("pace", { tokensPerSecond: 15, firstTokenMs: 5 });
    const said = first.say("What do NVDA and AMD cost?");
    await eventually("some text is written", () => has(first, EventType.TEXT_MESSAGE_CONTENT, 3));
    const { threadId } = first.agent;
    // Its copy of the text is incomplete, as after a lost connection.
    const second = agUiClient(t, t.analyst, { threadId, messages: first.agent.messages });
    const joins = second.run();
    await eventually("it has joined", () => Promise.resolve(second.events.length > 2));
    await t.sandbox.post("pace", usualPace);
    const [events] = await Promise.all([joins, said]);
    assert.deepEqual(typesOf(events).slice(0, 3), [
      "RUN_STARTED",
      "MESSAGES_SNAPSHOT",
      "TEXT_MESSAGE_START",
    ]);
    assert.equal(outcomeOf(events), "success");
    assert.deepEqual(second.agent.messages, first.agent.messages);
  });

  test("a client that goes ends its reading: the turn goes on", async () => {
    const t = stack();
    const client = agUiClient(t, t.analyst);
    await t.sandbox.post("pace", { tokensPerSecond: 40, firstTokenMs: 5 });
    const said = client.say("What do NVDA and AMD cost?");
    await eventually("it has begun", () => Promise.resolve(client.events.length > 3));
    client.agent.abortRun();
    await said;
    await t.sandbox.post("pace", usualPace);
    const id = conversationOf(client.events);
    const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
    await readUntil(t.api.follow(id), endOf(turn));
    assert.equal((await t.api.read(id)).turns.nodes[0]?.status, "COMPLETED");
    // The same message again is not sent again.
    const events = await client.run();
    assert.equal(outcomeOf(events), "success");
    assert.equal((await t.api.read(id)).turns.nodes.length, 1);
    assert.equal(
      client.agent.messages.at(-1)?.content,
      (await t.api.read(id)).entries.nodes.at(-1)?.text,
    );
  });

  test("a process that stops says so in the run, one that is killed cuts it: the same run again has everything", async () => {
    const t = stack();
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const client = agUiClient(t, t.analyst);
      await t.sandbox.post("pace", { tokensPerSecond: 15, firstTokenMs: 5 });
      const said = client.say("What do NVDA and AMD cost?").then(outcomeOf);
      await eventually(
        "some text is written",
        () => has(client, EventType.TEXT_MESSAGE_CONTENT, 2),
      );
      await (signal === "SIGKILL" ? t.stack.kill("api", signal) : t.stack.stopPart("api"));
      assert.equal(await said, signal === "SIGKILL" ? undefined : "SHUTTING_DOWN");
      await t.sandbox.post("pace", usualPace);
      await t.stack.startPart("api");
      assert.equal(outcomeOf(await client.run()), "success");
      const last = await joined(t, t.analyst, client.agent.threadId);
      assert.deepEqual(client.agent.messages, last.messages);
    }
  });

  test("a cancelled turn ends its run with the outcome cancelled", async () => {
    const t = stack();
    const client = agUiClient(t, t.analyst);
    await t.sandbox.post("pace", { tokensPerSecond: 10, firstTokenMs: 5 });
    const said = client.say("What do NVDA and AMD cost?");
    await eventually("it has begun", () => Promise.resolve(client.events.length > 3));
    const { turns } = await t.api.read(conversationOf(client.events));
    await t.api.cancel(turns.nodes[0]?.id ?? "");
    await t.sandbox.post("pace", usualPace);
    assert.equal(outcomeOf(await said), "cancelled");
    assert.equal(lastOf(client.events).type, EventType.RUN_FINISHED);
  });

  test("reasoning is a message of its own, and a killed worker's is taken back", async () => {
    const t = stack();
    const agent = unique("thinker");
    await t.api.register(agent, { model: "magistral-medium-latest" });
    const client = agUiClient(t, agent);
    await t.sandbox.post("pace", { tokensPerSecond: 8, firstTokenMs: 5 });
    const said = client.say("What does NVDA cost?");
    await eventually("it reasons", () => has(client, EventType.REASONING_MESSAGE_CONTENT, 2));
    await t.stack.kill("worker", "SIGKILL");
    await t.sandbox.post("pace", usualPace);
    await t.stack.startPart("worker");
    assert.equal(outcomeOf(await said), "success");
    const reasoning = client.agent.messages.filter(({ role }) => role === "reasoning");
    assert.ok(reasoning.length > 0 && reasoning.every(({ content }) => content !== ""));
    const last = await joined(t, agent, client.agent.threadId);
    assert.deepEqual(last.messages, client.agent.messages);
  });
}
