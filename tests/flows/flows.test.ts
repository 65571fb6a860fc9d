import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { endOf, readUntil, ruleBreaks, screen, type SeenEvent, turnEnds } from "../support/api.ts";
import { openCuttingProxy } from "../support/cutting-proxy.ts";
import * as documents from "../support/documents.generated.ts";
import { remoteAgents } from "../support/remote.ts";
import { eventually, sharedWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";
import { show } from "../../clients/client/example.ts";
import { commandTests } from "./commands.ts";
import { beginJitter, jitterTests } from "./jitter.ts";
import { graphiqlTests } from "./graphiql.ts";
import { listTests } from "./lists.ts";
import { searchTests } from "./search.ts";
import { sseTests } from "./sse.ts";

let t: TestStack;
let analyst: string;
let jittered: string;
before(async () => {
  ({ analyst, ...t } = await sharedWithAnalyst());
  jittered = await beginJitter(t.api, analyst);
});
after(() => t[Symbol.asyncDispose]());

/** The texts of an entry list, by role or tool. */
const said = (entries: { __typename: string; role?: string; text?: string; name?: string }[]) =>
  entries.map((e) => e.role ?? e.name);
const textOnScreen = (events: SeenEvent[]) =>
  screen(events).entries.map((e) => e.node?.text ?? e.parts.map((p) => p.text).join(""));

test("two stocks are looked up in parallel and answered, and a follow-up needs no further call", async () => {
  const id = await t.api.start(analyst, "What do NVDA and AMD cost?");
  const events = await readUntil(t.api.follow(id), turnEnds());
  assert.deepEqual(ruleBreaks(events), []);
  const first = await t.api.read(id);
  assert.deepEqual(said(first.entries.nodes), [
    "USER",
    "get_current_stock_price",
    "get_current_stock_price",
    "AGENT",
  ]);
  const [, nvda, amd, answer] = first.entries.nodes;
  assert.deepEqual([nvda?.arguments, amd?.arguments], [{ symbol: "NVDA" }, { symbol: "AMD" }]);
  const price = JSON.parse(nvda?.result ?? "{}").price as number;
  assert.ok(
    answer?.text?.includes(String(price)),
    "the answer states the price that the tool gave",
  );
  const { eventCursor } = await t.api.send(id, "Which of the two is higher, and by how much?");
  await readUntil(t.api.follow(id, eventCursor), turnEnds());
  const second = await t.api.read(id);
  assert.deepEqual(said(second.entries.nodes).slice(4), ["USER", "AGENT"]);
  assert.deepEqual(
    { modelCalls: second.usage?.modelCalls, toolCalls: second.usage?.toolCalls },
    { modelCalls: 3, toolCalls: 2 },
  );
  assert.ok(second.usage && second.usage.inputTokens > 0 && second.usage.outputTokens > 0);
});

test("ten conversations at once: each reader gets each event of its conversation once", async () => {
  const texts = Array.from({ length: 10 }, (_, i) => `Tell me about topic ${i} in about 40 words`);
  await Promise.all(texts.map(async (text) => {
    const id = await t.api.start(analyst, text);
    const events = await readUntil(t.api.follow(id), turnEnds());
    assert.deepEqual(ruleBreaks(events), []);
    const { entries, turns } = await t.api.read(id);
    assert.equal(turns.nodes[0]?.status, "COMPLETED");
    assert.deepEqual(textOnScreen(events), entries.nodes.map((e) => e.text));
  }));
});

test("a reader whose socket is cut again and again reads the same as one that was not cut", async () => {
  await using proxy = openCuttingProxy(t.api.url);
  // Slow enough for five deltas on a busy machine.
  await t.sandbox.post("pace", { tokensPerSecond: 100, firstTokenMs: 5 });
  const id = await t.api.start(analyst, "Explain dividends in about 250 words");
  let cuts = 0;
  const through = t.api.follow(id, undefined, proxy.url);
  const cutReader = readUntil(through, (event) => {
    if (event.__typename === "TextDelta" && cuts < 5) cuts += proxy.cut() > 0 ? 1 : 0;
    return turnEnds()(event);
  });
  const [cut, whole] = await Promise.all([cutReader, readUntil(t.api.follow(id), turnEnds())]);
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  assert.equal(cuts, 5);
  const stored = (events: SeenEvent[]) => events.filter((e) => e.__typename !== "TextDelta");
  assert.deepEqual(stored(cut).map((e) => e.seq), stored(whole).map((e) => e.seq));
  assert.deepEqual(stored(cut).map((e) => e.cursor), stored(whole).map((e) => e.cursor));
  assert.deepEqual(textOnScreen(cut), textOnScreen(whole));
});

test("a late reader gets exactly the stored events, and so does the query", async () => {
  const id = await t.api.start(analyst, "Say something in about 30 words");
  await readUntil(t.api.follow(id), turnEnds());
  const late = await readUntil(t.api.follow(id), turnEnds());
  assert.ok(late.every((e) => e.__typename !== "TextDelta"));
  const page = async (variables: Partial<documents.EventPageQueryVariables>) => {
    const { conversation } = await t.api.run(documents.eventPage, { id, ...variables });
    assert.ok(conversation);
    return conversation.events;
  };
  const whole = await page({ first: 100 });
  assert.deepEqual(whole.nodes.map((e) => [e.seq, e.cursor]), late.map((e) => [e.seq, e.cursor]));
  const second = await page({ first: 3, after: whole.nodes[1]?.cursor });
  assert.deepEqual(second.nodes.map((e) => e.seq), [3, 4, 5]);
  const backwards = await page({ last: 2 });
  assert.deepEqual(backwards.nodes.map((e) => e.seq), late.slice(-2).map((e) => e.seq));
});

test("a long poll answers when there is a new event", async () => {
  const id = await t.api.start(analyst);
  const { eventCursor } = await t.api.read(id);
  const polled = t.api.run(documents.eventPage, { id, after: eventCursor, wait: "PT20S" });
  await t.api.send(id, "hello");
  assert.ok((await polled).conversation?.events.nodes.length);
});

test("closing during an answer ends the stream, keeps the text, and stops the model's stream", async () => {
  await t.sandbox.post("mode", { cut: "abort" });
  const id = await t.api.start(analyst, "Write in about 2000 words");
  let closing: Promise<void> | null = null;
  const events = await readUntil(t.api.follow(id), (e) => {
    if (e.__typename === "TextDelta" && (e.offset ?? 0) > 40) closing ??= t.api.close(id);
    return false;
  });
  await closing;
  assert.equal(events.at(-1)?.__typename, "ConversationClosed");
  assert.deepEqual(ruleBreaks(events), []);
  const { entries, turns, closedAt } = await t.api.read(id);
  assert.ok(closedAt);
  assert.equal(turns.nodes[0]?.status, "CANCELLED");
  const message = entries.nodes.at(-1);
  assert.equal(message?.status, "CANCELLED");
  assert.ok((message?.text?.length ?? 0) > 40);
  const record = await t.sandbox.until((r) => r.metadata?.tramontane_conversation === id && r.cut);
  assert.notEqual(record.ran, "full");
  await t.sandbox.post("mode", { cut: "store" });
});

test("a tool that does not exist and arguments that are not JSON do not block a conversation", async () => {
  const id = await t.api.start(analyst, "Please [[unknown-tool]]");
  await readUntil(t.api.follow(id), turnEnds());
  const { turns } = await t.api.read(id);
  assert.equal(turns.nodes[0]?.status, "COMPLETED");
  const failed = turns.nodes[0]?.steps.find((s) => s.__typename === "ToolCall");
  assert.equal(failed?.status, "FAILED");
  await t.api.send(id, "Now [[broken-arguments]]");
  const { eventCursor, turn } = await t.api.send(id, "And now just say hello");
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  const after = (await t.api.read(id)).turns.nodes;
  assert.equal(after.at(-1)?.status, "COMPLETED");
});

test("cursors that are malformed, foreign or ahead get other errors than a stream that does not exist", async () => {
  const [a, b] = await Promise.all([t.api.start(analyst), t.api.start(analyst, "hello")]);
  const { eventCursor: foreign } = await t.api.read(b);
  const codeOf = async (id: string, after?: string) => {
    const read = readUntil(t.api.follow(id, after), () => true, 5_000);
    return await read.then(() => "none", (e) => e.code ?? String(e));
  };
  assert.equal(await codeOf(a, "rubbish"), "BAD_CURSOR");
  assert.equal(await codeOf(a, foreign), "BAD_CURSOR");
  assert.equal(await codeOf("conversation_none"), "NOT_FOUND");
});

test("invalid input is answered with all its faults and changes nothing", async () => {
  const name = unique("refused");
  const input = {
    name,
    model: "m",
    instructions: { text: "x" },
    tools: [{ server: "nowhere" }, { server: "prices", name: "missing" }],
  };
  const result = await t.api.attempt(documents.register, input);
  assert.equal(result.__typename, "ValidationError");
  assert.deepEqual((result.issues as { path: string[] }[]).map((i) => i.path.join(".")).sort(), [
    "model",
    "tools.0.server",
    "tools.1.name",
  ]);
  const { agent } = await t.api.run<{ agent: unknown }>(
    "query($n: String!) { agent(name: $n) { id } }",
    { n: name },
  );
  assert.equal(agent, null);
});

test("the conversation's workflow reports its state", async () => {
  const id = await t.api.start(analyst, "hello there");
  await readUntil(t.api.follow(id), turnEnds());
  const { live } = await t.api.read(id);
  assert.equal(live?.fromWorkflow, true);
  assert.equal(live?.queued, 0);
});

test("an idle conversation has no running workflow and answers as before", async () => {
  const id = await t.api.start(analyst, "hello before the sleep");
  await readUntil(t.api.follow(id), turnEnds());
  await eventually("it sleeps", async () => (await t.api.read(id)).live?.fromWorkflow === false);
  const { turn, eventCursor } = await t.api.send(id, "hello after the sleep");
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  const { turns } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => n.status), ["COMPLETED", "COMPLETED"]);
});

test("forty turns take several runs of the workflow, and a reader notices none of it", async () => {
  const id = await t.api.start(analyst);
  const reading = readUntil(t.api.follow(id), turnEnds(40), 120_000);
  const runs = new Set<string | null | undefined>();
  for (let sent = 0; sent < 40; sent += 10) {
    const turns = Array.from({ length: 10 }, (_, i) => t.api.send(id, `say 3 tokens, ${sent + i}`));
    const last = (await Promise.all(turns)).at(-1);
    await readUntil(t.api.follow(id, last?.eventCursor), turnEnds());
    await eventually("the queue is empty", async () => (await t.api.read(id)).live?.queued === 0);
    runs.add((await t.api.read(id)).live?.runId);
  }
  const events = await reading;
  assert.deepEqual(ruleBreaks(events), []);
  const { usage } = await t.api.read(id);
  assert.equal(usage?.modelCalls, 40);
  assert.ok(runs.size > 1, "the workflow went on in a new run");
});

test("the agent of a version is created once at the provider, for any number of conversations", async () => {
  const name = unique("once");
  await t.api.register(name);
  const ids = await Promise.all([1, 2, 3, 4].map((i) => t.api.start(name, `hello ${i}`)));
  await Promise.all(ids.map((id) => readUntil(t.api.follow(id), turnEnds())));
  const agents = (await remoteAgents(t)).filter((a) => a.name.startsWith(`${name}-v1-`));
  assert.equal(agents.length, 1);
});

test("the client of the documentation draws a conversation up to its close", async () => {
  const id = await t.api.start(analyst, "Say something in about 30 words");
  let drawn: string[] = [];
  const showing = show(t.api.url, id, (lines) => (drawn = lines));
  await readUntil(t.api.follow(id), turnEnds());
  await t.api.close(id);
  await showing;
  const { entries } = await t.api.read(id);
  assert.deepEqual(drawn, entries.nodes.map((e) => `${e.status}: ${e.text}`));
});

sseTests(() => ({ api: t.api, agent: analyst }));
listTests(() => ({ api: t.api, agent: analyst }));
searchTests(() => ({ api: t.api, agent: analyst }));
graphiqlTests(() => ({ api: t.api }));
commandTests(() => ({ api: t.api, agent: analyst }));
jitterTests(() => ({ api: t.api, id: jittered }));
