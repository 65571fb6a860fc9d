import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { registerResearchAgents } from "../../cli/agents/research-agents.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { agUiClient, outcomeOf } from "../bridges/ag-ui-client.ts";
import { readUntil, type SeenEvent, turnEnds } from "../support/api.ts";
import { Collector } from "../support/collector.ts";
import type { SeenSpan } from "../support/otlp.ts";
import { FailpointGate } from "../support/failpoint-gate.ts";
import { Research } from "../support/research.ts";
import { eventually, startTestStack, type TestStack, unique } from "../support/test-stack.ts";
import { expectedTree, order, tools, turnTree } from "./turn-tree.ts";

const agents = { calm: unique("calm"), replayed: unique("replayed"), killed: unique("killed") };
/** No exported data may contain it. */
const marker = unique("marker").replaceAll("-", "");
const template = "https://traces.example/trace/{traceId}";
const workflows = "https://temporal.example/workflows/{workflowId}";

let collector: Collector;
let gate: FailpointGate;
let t: TestStack;
before(async () => {
  collector = new Collector();
  gate = new FailpointGate();
  const FAILPOINTS = `pause:claimed:tool:${agents.killed}`;
  t = await startTestStack({
    instances: { worker: 2 },
    workerEnv: { FAILPOINTS, FAILPOINT_PAUSE_URL: gate.url },
    partEnv: { "worker-2": { TELEMETRY_CONTENT: "1" } },
  }, { ...collector.env(), TRACE_URL_TEMPLATE: template, WORKFLOW_URL_TEMPLATE: workflows });
  await t.stack.stopPart("worker-2");
  await eventually("the tools are listed", () => t.api.listsTools("prices", "financials"));
  for (const name of Object.values(agents)) await t.api.register(name, { tools });
});
after(async () => {
  await t?.[Symbol.asyncDispose]();
  await gate?.[Symbol.asyncDispose]();
  await collector?.[Symbol.asyncDispose]();
});

const asksAHuman = (e: SeenEvent) => e.__typename === "TurnChanged" && e.status === "WAITING";

/** Starts the turn of `order`; returns once it waits for a human. */
async function begun(agent: string): Promise<string> {
  const said = unique(marker);
  const match = { operation: "conversations.*", textIncludes: said };
  await t.sandbox.post("faults", { kind: "rate_limit", retryAfter: 1, times: 1, match });
  const id = await t.api.start(agent, `${order} ${said}`);
  await readUntil(t.api.follow(id), asksAHuman);
  return id;
}

async function allowed(id: string): Promise<void> {
  const turn = (await t.api.read(id)).turns.nodes[0]?.id;
  const [approval] = await t.api.pending(turn);
  assert.ok(approval);
  await t.api.decide(approval, { approve: {} });
  await readUntil(t.api.follow(id), turnEnds());
}

interface TurnOnGraph {
  traceId: string | null;
  traceUrl: string | null;
}

async function turnsOf(id: string): Promise<TurnOnGraph[]> {
  const query = `query Traces($id: ID!) { conversation(id: $id) {
    turns(first: 5) { nodes { traceId traceUrl } } } }`;
  type Read = { conversation: { turns: { nodes: TurnOnGraph[] } } };
  return (await t.api.run<Read>(query, { id })).conversation.turns.nodes;
}

async function liveOf(id: string): Promise<Record<"workflowId" | "workflowUrl", string>> {
  const query =
    "query Live($id: ID!) { conversation(id: $id) { live { workflowId workflowUrl } } }";
  type Read = { conversation: { live: Record<"workflowId" | "workflowUrl", string> } };
  return (await t.api.run<Read>(query, { id })).conversation.live;
}

/** The complete trace of a conversation's n-th turn. */
async function traceOf(id: string, n = 0): Promise<SeenSpan[]> {
  const traceId = (await turnsOf(id))[n]?.traceId ?? "";
  const invoked = (spans: SeenSpan[]) =>
    spans.some((s) => s.name.startsWith("invoke_agent") && idOf(s) === id);
  return await collector.untilTrace(traceId, invoked);
}

const idOf = (span: SeenSpan) => span.attributes["gen_ai.conversation.id"];
const once = (spans: SeenSpan[]) => new Set(spans.map((s) => s.spanId)).size === spans.length;

test("a turn with two tools at once, a retry and an approval is one trace, from the mutation to the market data", async () => {
  const id = await begun(agents.calm);
  await allowed(id);
  const spans = await traceOf(id);
  assert.deepEqual(turnTree(spans), expectedTree());
  assert.ok(once(spans));
  assert.ok(spans.some((s) => s.process === "tramontane-mcp" && s.kind === "client"));
  const [turn] = await turnsOf(id);
  assert.equal(turn?.traceUrl, template.replace("{traceId}", turn?.traceId ?? ""));
  const live = await liveOf(id);
  assert.equal(
    live.workflowUrl,
    workflows.replace("{workflowId}", encodeURIComponent(live.workflowId)),
  );
  const of = (name: string) => spans.find((s) => s.name.startsWith(name));
  const chat = spans.findLast((s) => s.name.startsWith("chat"))?.attributes ?? {};
  assert.equal(chat["gen_ai.agent.name"], agents.calm);
  assert.equal(chat["gen_ai.agent.version"], "1");
  assert.deepEqual(chat["gen_ai.response.finish_reasons"], ["stop"]);
  assert.ok(Number(chat["gen_ai.usage.output_tokens"]) > 0);
  assert.ok(Number(chat["gen_ai.response.time_to_first_chunk"]) > 0);
  assert.equal(of("approval")?.attributes["tramontane.approval.verdict"], "APPROVED");
  const decided = of("approval")?.links[0]?.traceId;
  const decision = await collector.until(
    "the decision",
    ({ spans }) => spans.find((s) => s.traceId === decided && s.name === "mutation decideApproval"),
  );
  assert.ok(decision);
});

test("a run of a bridge is one span of its route, with its operations below it and its stream linked to it", async () => {
  const said = await agUiClient(t, agents.calm).say(`Say hello ${marker}`);
  assert.equal(outcomeOf(said), "success");
  const request = await collector.until(
    "the request",
    ({ spans }) => spans.find((s) => s.name === "POST /bridges/ag-ui/{agent}"),
  );
  const isBelow = (span: SeenSpan) => span.parentId === request.spanId;
  const below = await collector.until("its operations", ({ spans }) => {
    const names = spans.filter(isBelow).map((s) => s.name);
    return names.includes("mutation sendMessage") && names;
  });
  assert.ok(below.includes("mutation startConversation"), below.join());
  const isLinked = (s: SeenSpan) => s.links.some(({ spanId }) => spanId === request.spanId);
  const stream = await collector.until("its stream", ({ spans }) => spans.find(isLinked));
  assert.equal(stream.name, "subscription conversationEvents");
  assert.ok(Number(stream.attributes["tramontane.events"]) > 0);
});

test("attributes that backends sum are on one kind of span each: usage and models on model calls, tools on their execution", async () => {
  const id = await begun(agents.calm);
  await allowed(id);
  const spans = await traceOf(id);
  const operations = (attribute: string) =>
    spans.filter((s) => attribute in s.attributes).map((s) =>
      s.attributes["gen_ai.operation.name"]
    );
  const chats = spans.filter((s) => s.name.startsWith("chat "));
  for (const type of ["input", "output"]) {
    const name = `gen_ai.usage.${type}_tokens`;
    assert.deepEqual(new Set(operations(name)), new Set(["chat"]));
    const total = chats.reduce((sum, s) => sum + Number(s.attributes[name] ?? 0), 0);
    const turn = spans.find((s) => s.name.startsWith("invoke_agent"))?.attributes ?? {};
    assert.equal(turn[`tramontane.turn.${type}_tokens`], total);
  }
  assert.deepEqual(new Set(operations("gen_ai.request.model")), new Set(["chat"]));
  assert.deepEqual(operations("gen_ai.tool.name"), ["execute_tool", "execute_tool"]);
  const executed = spans.filter((s) => s.name.startsWith("execute_tool"));
  assert.ok(executed.every((s) => s.attributes["mcp.method.name"] === "tools/call"));
  const answered = chats.filter((s) => "gen_ai.response.finish_reasons" in s.attributes);
  assert.equal(answered.length, 2);
  for (const { attributes } of answered) {
    assert.equal(attributes["gen_ai.response.model"], "mistral-medium-latest");
    assert.match(String(attributes["gen_ai.response.id"]), /^(msg|fc)_/);
    assert.equal(attributes["gen_ai.provider.name"], "mistral_ai");
    assert.equal(attributes["gen_ai.conversation.id"], id);
  }
  const { version } = JSON.parse(await Deno.readTextFile(`${repositoryRoot}/package.json`));
  assert.deepEqual([...new Set(spans.map((s) => s.resource["service.version"]))], [version]);
});

test("a worker killed amid tool calls, and one that replays a waiting turn, export the same trace", async () => {
  const waits = await begun(agents.replayed);
  const killed = await begun(agents.killed);
  await gate.untilPaused(1);
  for (const [id, chats] of [[waits, 2], [killed, 2]] as const) {
    await collector.until(
      "the model calls before the kill",
      ({ spans }) =>
        spans.filter((s) => s.name.startsWith("StartActivity:advance") && isOf(s, id)).length >=
          chats,
    );
  }
  await t.stack.kill("worker", "SIGKILL");
  gate.release();
  await t.stack.startPart("worker");
  const ends = Promise.all([allowed(waits), allowed(killed)]);
  // The tool that waited for an approval is paused at its first attempt, too.
  await gate.untilPaused(1);
  gate.release();
  await ends;
  const replayed = await traceOf(waits);
  assert.deepEqual(turnTree(replayed), expectedTree());
  const again = await traceOf(killed);
  assert.deepEqual(turnTree(again), expectedTree(2));
  assert.ok(once(replayed) && once(again));
});

const isOf = (span: SeenSpan, id: string) =>
  span.attributes.temporalWorkflowId === `conversation-default-${id}`;

test("each turn of a conversation is a trace of its own, linked to the one before", async () => {
  const id = await t.api.start(agents.calm, `hello ${marker}`);
  await readUntil(t.api.follow(id), turnEnds());
  await t.api.send(id, `and again ${marker}`);
  await readUntil(t.api.follow(id), turnEnds(2));
  const [first, second] = [await traceOf(id, 0), await traceOf(id, 1)];
  const turn = (spans: SeenSpan[]) => spans.find((s) => s.name.startsWith("invoke_agent"));
  assert.notEqual(first[0]?.traceId, second[0]?.traceId);
  assert.deepEqual(turn(second)?.links.map((l) => [l.spanId, l.attributes["tramontane.link"]]), [
    [turn(first)?.spanId, "previous_turn"],
  ]);
  assert.deepEqual(turn(first)?.links, []);
  const subscription = await collector.until(
    "the subscription",
    ({ spans }) =>
      spans.find((s) =>
        s.name === "subscription conversationEvents" &&
        s.links.some((l) => l.spanId === turn(second)?.spanId)
      ),
  );
  assert.equal(subscription.parentId, null);
});

test("a research run is one trace, with every phase under it", async () => {
  await registerResearchAgents({ root: repositoryRoot, url: t.api.url });
  await t.sandbox.post("pace", { tokensPerSecond: 0 });
  const research = new Research(t.api);
  const run = await research.whole(`How is NVDA doing? ${marker}`, { searches: 1 });
  const isRun = (s: SeenSpan) =>
    s.name === "invoke_workflow research" && s.attributes["tramontane.research.id"] === run.id;
  const root = await collector.until("the run", ({ spans }) => spans.find(isRun));
  const phases = run.phases.length;
  const spans = await collector.untilTrace(
    root.traceId,
    (all) => all.filter((s) => s.name.startsWith("invoke_agent")).length === phases,
  );
  assert.ok(once(spans));
  const agents = spans.filter((s) => s.name.startsWith("invoke_agent"));
  assert.ok(agents.every((s) => s.parentId === root.spanId));
  const opened = spans.find((s) => s.name === "RunActivity:advanceResearch");
  const scheduled = spans.filter((s) => s.name.startsWith("StartActivity:"));
  assert.ok(scheduled.some((s) => s.spanId === opened?.parentId && s.parentId === root.spanId));
  const workflows = new Set(scheduled.map((s) => s.attributes.temporalWorkflowId));
  assert.deepEqual([...workflows], [`research-default-${run.id}`]);
  const steps = scheduled.filter((s) => s.name === "StartActivity:advance");
  assert.ok(agents.every((a) => steps.some((s) => s.parentId === a.spanId)));
  assert.deepEqual(spans.filter((s) => s.name === "SignalWithStartWorkflow:conversation"), []);
  assert.equal(spans.filter((s) => s.parentId === null).length, 1);
  const elsewhere = collector.spans.filter((s) =>
    s.attributes["tramontane.research.id"] === run.id && s.traceId !== root.traceId
  );
  assert.deepEqual(elsewhere, []);
});

test("no exported span has content or a secret", () => {
  const exported = collector.bodies.join("\n");
  assert.ok(exported.includes("invoke_agent"));
  const { tokens, urls } = t.stack;
  const { api, worker } = urls.databases;
  const passwords = [urls.database, api, worker].map((url) => new URL(url).password);
  const said = [marker, "NVDA", "energy"];
  for (
    const secret of [...said, tokens.mcp, tokens.sandbox, ...passwords, "crumb", "uthorization"]
  ) {
    assert.equal(exported.includes(secret), false, secret);
  }
  assert.deepEqual(collector.refused, []);
});

test("with content export on, spans have the content, without secrets", async () => {
  await t.stack.stopPart("worker");
  await t.stack.startPart("worker-2");
  const said = unique("content");
  const secret = "Bearer abcdef123456";
  const id = await t.api.start(agents.calm, `hello ${said} ${secret} ${order.split("]] ")[0]}]]`);
  await readUntil(t.api.follow(id), turnEnds());
  const spans = await traceOf(id);
  // On a busy machine an attempt may lose its lease; its span has no output.
  const chat =
    spans.find((s) =>
      s.name.startsWith("chat") && s.attributes["gen_ai.output.messages"] !== undefined
    )?.attributes ?? {};
  assert.match(String(chat["gen_ai.input.messages"]), new RegExp(said));
  assert.match(String(chat["gen_ai.input.messages"]), /Bearer \[redacted\]/);
  const [output] = JSON.parse(String(chat["gen_ai.output.messages"]));
  const [asked] = output.parts.filter((p: { type: string }) => p.type === "tool_call");
  assert.equal(asked.name, "prices__get_current_stock_price");
  const tool = spans.find((s) => s.name.startsWith("execute_tool"))?.attributes ?? {};
  assert.equal(tool["gen_ai.tool.call.id"], asked.id);
  assert.match(String(tool["gen_ai.tool.call.arguments"]), /NVDA/);
  assert.match(String(tool["gen_ai.tool.call.result"]), /NVDA/);
  assert.equal(collector.bodies.join("\n").includes("abcdef123456"), false);
});

test("every span and attribute that the product exports is in docs/observability.md", async () => {
  const page = await Deno.readTextFile(`${repositoryRoot}/docs/observability.md`);
  const ours = collector.spans.filter((s) => s.scope === "tramontane");
  const links = ours.flatMap((s) => s.links.map((l) => l.attributes));
  const named = [...ours.map((s) => s.attributes), ...links].flatMap(Object.keys);
  assert.ok(named.length > 0);
  assert.deepEqual([...new Set(named)].filter((name) => !page.includes(`\`${name}\``)), []);
  const words = ours.map((s) => s.name.split(/[ :]/)[0] ?? "");
  assert.deepEqual([...new Set(words)].filter((word) => !page.includes(`\`${word}`)), []);
});
