import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { registerResearchAgents } from "../../cli/agents/research-agents.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import type { MetricSpec } from "../../telemetry/metric-spec.ts";
import { metricTable, temporalMetrics } from "../../telemetry/metric-table.ts";
import { prometheusName } from "../../telemetry/prometheus-name.ts";
import { readUntil, turnEnds } from "../support/api.ts";
import { Collector } from "../support/collector.ts";
import type { SeenLog } from "../support/otlp.ts";
import { Research } from "../support/research.ts";
import {
  eventually,
  registerAnalyst,
  startTestStack,
  type TestStack,
  unique,
} from "../support/test-stack.ts";
import * as schedules from "../support/schedules.generated.ts";
import { type Sample, scrape } from "./scrape.ts";

/** Text of a user, which must be in no metric and no log. */
const secret = `canary-${crypto.randomUUID()}`;
const table: [string, MetricSpec][] = Object.entries(metricTable);
const collector = new Collector();
/** Its first request is dropped before it is sent, which no later attempt can know. */
const lost = unique("lost");
const retried = unique("retried");
/** A price of the operator, and its file. */
const own = { model: "mistral-medium-*", from: "2020-01-01", input: "1", output: "4" };
const prices = await Deno.makeTempFile({ suffix: ".json" });
let t: TestStack;
let samples: Sample[] = [];

before(async () => {
  await Deno.writeTextFile(prices, JSON.stringify([own]));
  t = await startTestStack({ workerEnv: { FAILPOINTS: `drop:before_request:start:${lost}` } }, {
    ...collector.env(),
    METRICS_PORT: "0",
    MODEL_PRICES: prices,
    OTEL_LOGS_EXPORTER: "otlp",
    LOG_LEVEL: "debug",
  });
  await Promise.all([plainTurns(), askedAndRetried(), research(), webhook()]);
  await firing();
});
after(async () => {
  await t[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
  await Deno.remove(prices);
});

async function turn(agent: string, text: string) {
  const id = await t.api.start(agent, text);
  return await readUntil(t.api.follow(id), turnEnds());
}

/** A turn with a tool, and one whose model has no price and whose stream has events of an unknown type. */
async function plainTurns() {
  const analyst = await registerAnalyst(t);
  await turn(analyst, `What does TSLA cost? ${secret}`);
  const unpriced = unique("unpriced");
  await t.api.register(unpriced, { model: "codestral-latest", tools: [] });
  await turn(unpriced, "[[stream:unknown]] say 5 tokens");
}

/** A call that is retried, and a tool with an approval. */
async function askedAndRetried() {
  const careful = unique("careful");
  await registerAnalyst(t);
  for (const name of [lost, retried]) await t.api.register(name, { tools: [] });
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await t.api.register(careful, { tools: [tool] });
  await t.sandbox.post("faults", { kind: "rate_limit", match: { textIncludes: retried } });
  await Promise.all([turn(lost, "say 5 tokens"), turn(retried, `say 5 tokens ${retried}`)]);
  const id = await t.api.start(careful, "What does NVDA cost?");
  await readUntil(
    t.api.follow(id),
    (e) => e.__typename === "TurnChanged" && e.status === "WAITING",
  );
  const { turns } = await t.api.read(id);
  for (const approval of await t.api.pending(turns.nodes[0]?.id)) {
    await t.api.decide(approval, { approve: {} });
  }
  await readUntil(t.api.follow(id), turnEnds());
}

/** An attempt to send, which fails: no name server knows the name. */
async function webhook() {
  const made = await t.api.run<{ createWebhook: { webhook: { id: string } } }>(
    `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
      ... on CreateWebhookPayload { webhook { id } } } }`,
    { input: { idempotencyKey: unique("key"), name: "hook", address: "https://hooks.example/" } },
  );
  await t.api.run(
    `mutation ($input: TestWebhookInput!) { testWebhook(input: $input) { __typename } }`,
    { input: { idempotencyKey: unique("key"), webhookId: made.createWebhook.webhook.id } },
  );
}

async function research() {
  await registerAnalyst(t);
  await registerResearchAgents({ root: repositoryRoot, url: t.api.url });
  await new Research(t.api).whole("How is NVDA doing against AMD?", { searches: 1 });
}

/** A schedule that is fired. */
async function firing() {
  const agent = unique("scheduled");
  await t.api.register(agent, { tools: [] });
  const { schedule } = await t.api.mutate(schedules.createTestSchedule, {
    ...{ name: "daily", spec: { every: { interval: "P1D" } } },
    work: { conversation: { agent, text: "say 5 tokens" } },
  });
  const id = schedule?.id ?? assert.fail("the schedule is not there");
  await t.api.mutate(schedules.triggerTestSchedule, { scheduleId: id });
  await eventually("the firing has completed", async () => {
    const { schedule } = await t.api.run(schedules.readTestSchedule, { id });
    return schedule?.firings.nodes[0]?.workStatus === "COMPLETED";
  });
}

/** The sum of a metric's values with these labels. */
function sum(name: string, labels: Record<string, string>): number {
  return samples.filter((s) => s.name === name)
    .filter((s) => Object.entries(labels).every(([k, v]) => s.labels[k] === v))
    .reduce((n, s) => n + s.value, 0);
}

/** The name without the suffix of a histogram's series. */
const baseOf = (name: string) => name.replace(/_(bucket|sum|count)$/, "");
/** The label of an attribute in Prometheus. */
const labelOf = (attribute: string) => attribute.replaceAll(".", "_");
const withoutLe = ({ le: _, ...labels }: Record<string, string>) => Object.keys(labels).sort();

test("every documented metric is emitted, and no other one", async () => {
  const wanted = table.map(([name, spec]) => prometheusName(name, spec)).sort();
  const ours = () => [
    ...new Set(
      samples.map((s) => baseOf(s.name)).filter((n) => /^(tramontane|gen_ai|mcp)_/.test(n)),
    ),
  ];
  await eventually("all metrics are there", async () => {
    samples = await scrape(t.stack);
    return ours().length >= wanted.length;
  }).catch(() => {}); // what is missing is reported below
  assert.deepEqual(ours().sort(), wanted);
});

test("each metric has the documented attributes and comes from the documented processes", async () => {
  const faults = table.flatMap(([name, spec]) => {
    const of = samples.filter((s) => baseOf(s.name) === prometheusName(name, spec));
    const optional = (spec.optional ?? []).map(labelOf);
    const always = (s: Sample) => withoutLe(s.labels).filter((key) => !optional.includes(key));
    const keys = new Set(of.map((s) => always(s).join()));
    const reported = new Set<string>(of.map((s) => s.process));
    const same = keys.size === 1 && keys.has(spec.attributes.map(labelOf).sort().join()) &&
      [...reported].every((process) => spec.from.some((from) => from === process));
    return same ? [] : [`${name}: ${[...keys].join(" or ")} from ${[...reported]}`];
  });
  assert.deepEqual(faults, []);
});

test("the collector gets the same metrics from every process, with unit and description", async () => {
  await collector.until("all metrics", () => {
    const got = new Set(collector.metrics.map((m) => m.name));
    return table.every(([name]) => got.has(name)) && got.has(temporalMetrics[0]);
  }).catch(() => {}); // what is missing is reported below
  const faults = table.flatMap(([name, { unit, meaning }]) => {
    const got = collector.metrics.find((m) => m.name === name);
    return got?.unit === unit && got.description === meaning ? [] : [name];
  });
  assert.deepEqual(faults, []);
  assert.deepEqual(collector.refused, []);
});

test("the metrics of Temporal that the documentation names are exported", () => {
  const names = new Set(samples.map((s) => s.name));
  const rare = /failure|failed/;
  const missing = temporalMetrics.filter((n) =>
    !rare.test(n) && ![n, `${n}_seconds_count`, `${n}_total`].some((name) => names.has(name))
  );
  assert.deepEqual(missing, []);
});

test("values match the database: a turn is counted once, with its tokens and cost", () => {
  assert.equal(sum("tramontane_turns_total", { agent: lost, status: "COMPLETED" }), 1);
  assert.equal(sum("tramontane_model_calls_possibly_paid_twice_total", {}), 1);
  assert.equal(sum("tramontane_retries_total", { kind: "model", code: "RATE_LIMITED" }), 1);
  assert.deepEqual(
    ["PENDING", "APPROVED"].map((verdict) => sum("tramontane_approvals_total", { verdict })),
    [1, 1],
  );
  assert.ok(sum("tramontane_tokens_total", { agent: lost, direction: "output" }) >= 5);
  const [read, written] = ["input", "output"].map((direction) =>
    sum("tramontane_tokens_total", { agent: lost, direction })
  );
  const cost = ((read ?? 0) * 1 + (written ?? 0) * 4) / 1e6;
  assert.ok(Math.abs(sum("tramontane_cost_total", { agent: lost }) - cost) < 1e-9);
});

test("requests to models and tools are measured under the names of the conventions", async () => {
  const request = {
    gen_ai_operation_name: "chat",
    gen_ai_provider_name: "mistral_ai",
    gen_ai_request_model: "mistral-medium-latest",
  };
  const requests = (more: Record<string, string>) =>
    sum("gen_ai_client_operation_duration_seconds_count", { ...request, ...more });
  assert.equal(requests({ error_type: "RATE_LIMITED" }), 1);
  const answered = requests({ gen_ai_response_model: "mistral-medium-latest" });
  for (const gen_ai_token_type of ["input", "output"]) {
    const ofType = { ...request, gen_ai_token_type };
    assert.equal(sum("gen_ai_client_token_usage_count", ofType), answered, gen_ai_token_type);
  }
  const of = { model: "mistral-medium-latest", direction: "output", estimated: "false" };
  const written = () =>
    sum("gen_ai_client_token_usage_sum", { ...request, gen_ai_token_type: "output" });
  const charged = () => sum("tramontane_tokens_total", of);
  // What a call is charged is counted after its commit, which readers of its turn do not wait for.
  await eventually("what was written is charged", async () => {
    samples = await scrape(t.stack);
    return written() === charged();
  }).catch(() => assert.equal(written(), charged()));
  const bounds = (name: string) =>
    [
      ...new Set(samples.filter((s) => s.name === name).map((s) => Number(s.labels.le))),
    ].filter(Number.isFinite).sort((a, b) => a - b);
  assert.deepEqual(bounds("gen_ai_client_token_usage_bucket").slice(0, 4), [1, 4, 16, 64]);
  assert.equal(bounds("gen_ai_client_operation_duration_seconds_bucket").at(-1), 81.92);
  const tool = {
    mcp_method_name: "tools/call",
    gen_ai_operation_name: "execute_tool",
    gen_ai_tool_name: "get_current_stock_price",
  };
  for (const side of ["client", "server"]) {
    assert.ok(sum(`mcp_${side}_operation_duration_seconds_count`, tool) > 0, side);
  }
});

test("business events are log lines, and no log line or metric has content or a secret", async () => {
  const files = ["api", "worker", "mcp"].map((name) => `${t.stack.home.logs}/${name}.log`);
  const logs = (await Promise.all(files.map((path) => Deno.readTextFile(path)))).join("\n");
  for (
    const event of [
      "turn.finished",
      "call.finished",
      "call.retry_scheduled",
      "approval.requested",
      "approval.decided",
      "research.run_finished",
      "research.phase_finished",
    ]
  ) assert.ok(logs.includes(`"event":"${event}"`), event);
  const eventsOf = (process: string) =>
    new Set(collector.logs.filter((l) => l.process === process).flatMap(eventOf));
  await collector.until(
    "logs of every process",
    () =>
      eventsOf("tramontane-worker").has("turn.finished") &&
      eventsOf("tramontane-mcp").has("mcp.tool_called") &&
      eventsOf("tramontane-api").has("api.server_listening"),
  );
  const reported = logs + JSON.stringify(samples) +
    JSON.stringify([collector.metrics, collector.logs]);
  const { tokens, urls } = t.stack;
  const { api, worker } = urls.databases;
  const passwords = [urls.database, api, worker].map((url) => new URL(url).password);
  for (const hidden of [secret, tokens.mcp, tokens.sandbox, ...passwords]) {
    assert.ok(!reported.includes(hidden), hidden === secret ? "what a user said" : "a secret");
  }
});

/** Deno exports the lines that it prints. */
function eventOf({ event, body }: SeenLog): string[] {
  if (event) return [event];
  return typeof body === "string" && body.startsWith("{") ? [JSON.parse(body).event] : [];
}

test("the API's public port does not serve metrics", async () => {
  const response = await fetch(`${t.stack.urls.api}/metrics`);
  await response.body?.cancel();
  assert.equal(response.status, 404);
});

test("the GraphQL API reports the same usage, by agent, model and day", async () => {
  const query = await Deno.readTextFile(new URL("../documents/usage.graphql", import.meta.url));
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  type Row = { agent: { name: string }; model: string; modelCalls: number; outputTokens: number };
  const { usage } = await t.api.run<{ usage: { tenant: string; rows: Row[] } }>(query, {
    ...{ from: day(-1), to: day(1), agents: [lost, retried] },
  });
  assert.equal(usage.tenant, "default");
  const counted = usage.rows.map((r) => [r.agent.name, r.model, r.modelCalls, r.outputTokens]);
  const model = "mistral-medium-latest";
  const tokens = (agent: string) => sum("tramontane_tokens_total", { agent, direction: "output" });
  assert.deepEqual(counted.sort(), [
    [lost, model, 1, tokens(lost)],
    [retried, model, 1, tokens(retried)],
  ]);
  const wrong = t.api.run(query, { from: day(0), to: day(-1) });
  await assert.rejects(wrong, /not before `from`/);
});
