import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { runParallel } from "../../protocol/async/run-parallel.ts";
import { endOf, readUntil, ruleBreaks, type SeenEvent } from "../support/api.ts";
import { type FailureRow, failureTable } from "../support/failure-table.ts";
import { modelRequests, remoteAgent, repeatedFinished } from "../support/remote.ts";
import type { LedgerRecord } from "../support/sandbox.ts";
import { eventually, startWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

/** Long enough for a busy machine. */
const patience = { HEARTBEAT_MS: "10000" };

let toolServer: ToolServer;
let t: TestStack;
before(async () => {
  toolServer = await startToolServer();
  t = await startWithAnalyst({
    ...{ MCP_SERVERS: toolServer.serversFile, MAX_ATTEMPTS: "3", RETRY_BASE_MS: "1000" },
    ...{ IDLE_MS: "5000", TOOL_TIMEOUT_MS: "1500" },
  }, { partEnv: { worker: patience, api: patience } });
  await eventually("the tool servers are listed", () => t.api.listsTools("prices", "orders"));
});
after(async () => {
  await t[Symbol.asyncDispose]();
  await toolServer[Symbol.asyncDispose]();
});

const tools = ["look", "fail", "hang", "recite"].map((name) => ({ server: "orders", name }));
/** A circuit belongs to a model, so rows are spread over models. */
const models = ["medium", "small", "large"].map((size) => `mistral-${size}-latest`);
const guardrails = [{ block_on_error: true, moderation_llm_v2: { action: "block" } }];
const aloneModel = "ministral-8b-latest";

/** An agent for a row, and a conversation in which it answered once. */
async function begun({ setting }: FailureRow, n: number) {
  const name = unique("row");
  const model = setting === "circuit" ? aloneModel : models[n % models.length];
  const version = await t.api.register(name, {
    model,
    tools,
    ...(setting === "guarded" && { guardrails }),
  });
  const id = await t.api.start(name);
  await answered(id, `hello ${unique("h")}`);
  return { name, version, id };
}

async function answered(id: string, text: string) {
  const { turn, eventCursor } = await t.api.send(id, text);
  const events = await readUntil(t.api.follow(id, eventCursor), endOf(turn.id), 120_000);
  const read = (await t.api.read(id)).turns.nodes.find((n) => n.id === turn.id);
  return { events, turn: read, from: (events[0]?.fromSeq ?? 1) - 1 };
}

/** Prepares what a row needs besides its fault; the conversation to use. */
async function arrange({ setting }: FailureRow, { name, id }: { name: string; id: string }) {
  if (setting === "agent gone") {
    const { mistralAgentId } = (await t.api.run<{ agent: { version: { mistralAgentId: string } } }>(
      "query($n: String!) { agent(name: $n) { version { mistralAgentId } } }",
      { n: name },
    )).agent.version;
    await remoteAgent(t, "DELETE", mistralAgentId);
    return await t.api.start(name);
  }
  if (setting === "conversation gone") {
    const remote = (await modelRequests(t, id)).at(-1)?.conversation;
    const headers = { authorization: "Bearer test" };
    await fetch(`${t.stack.urls.mistral}/v1/conversations/${remote}`, {
      method: "DELETE",
      headers,
    });
  }
  if (setting === "circuit") {
    // Matched by text, so that reads of the history pass.
    const match = { model: aloneModel, textIncludes: "say " };
    await t.sandbox.post("faults", { kind: "error_500", status: 503, times: 5, match });
    // Three outages end a turn; the two that open the circuit occur in the row's own turn.
    await answered(id, `say ${unique("out")}`);
  }
  return id;
}

/** Runs a row; the differences from what it says. */
async function differs(row: FailureRow, n: number): Promise<string[]> {
  const made = await begun(row, n);
  const id = await arrange(row, made);
  const word = unique("k");
  const text = (row.message ?? "say 12 tokens KEY").replaceAll("KEY", word);
  const before = await modelRequests(t, id);
  const remote = before.at(-1)?.conversation;
  if (row.fault?.kind) await t.sandbox.post("faults", orderOf(row, word, remote));
  const { events, turn, from } = await answered(id, text);
  const asked = (await modelRequests(t, id)).slice(before.length);
  const view = await t.api.read(id);
  const waits = events.filter((e) => e.__typename === "StepChanged" && e.status === "WAITING");
  const got = {
    retries: waits.map((e) => e.failure?.code),
    turn: turn?.failure?.code ?? null,
    status: turn?.status,
    breaks: ruleBreaks(events, from),
    tool: toolCode(events),
    open: view.entries.nodes.filter((e) => e.status === "RUNNING").length,
  };
  const wanted = {
    retries: [...row.retries],
    turn: row.turn,
    status: row.turn ? "FAILED" : "COMPLETED",
    breaks: [],
    tool: row.tool,
    open: 0,
  };
  const results = view.entries.nodes.map((e) => e.result ?? "");
  const next = row.setting === "away"
    ? null
    : (await answered(id, `and hello ${unique("n")}`)).turn;
  return [
    ...(JSON.stringify(got) === JSON.stringify(wanted)
      ? []
      : [JSON.stringify({ got, wanted, steps: turn?.steps })]),
    ...(results.some((r) => r.endsWith(row.result ?? "")) || !row.result ? [] : ["says else"]),
    ...waits.flatMap((e) => e.retryAt && e.attempt ? [] : ["a retry without its time or attempt"]),
    ...(waits.at(-1)?.failure?.message.includes(row.says ?? "") ?? !row.says ? [] : ["says else"]),
    ...(next === null || next?.status === "COMPLETED" ? [] : [`the next turn is ${next?.status}`]),
    ...(repeatedFinished(await modelRequests(t, id)).length > 0 ? ["a call was made again"] : []),
    ...tooSoon(row, events, asked),
  ].map((what) => `${row.what}: ${what}`);
}

function orderOf({ fault, setting }: FailureRow, word: string, conversation?: string): object {
  const match = fault?.match ? { ...fault.match, conversation } : { textIncludes: word };
  // A date has whole seconds and is computed before the request, so the wait is shorter than it seems.
  const retryAfter = new Date(Date.now() + 6_000).toUTCString();
  return { ...fault, match, ...(setting === "date" && { retryAfter }) };
}

const toolCode = (events: readonly SeenEvent[]) =>
  events.findLast((e) => e.stepId?.startsWith("tool_") && e.status === "FAILED")?.failure?.code;

/** Waits that are shorter than they must be: as the event names their end, and until the next request came. */
function tooSoon({ waitMs }: FailureRow, events: readonly SeenEvent[], asked: LedgerRecord[]) {
  const [failed, next] = asked.map(({ startedAt }) => Date.parse(startedAt));
  if (!waitMs || failed === undefined) return [];
  const retryAt = events.find((e) => e.__typename === "StepChanged" && e.retryAt)?.retryAt ?? "";
  // Counted from the failed request, since events are stamped at their commit, which a busy machine delays.
  const waits = { named: Date.parse(retryAt) - failed, real: (next ?? NaN) - failed };
  return waits.named >= waitMs && waits.real >= waitMs
    ? []
    : [`waits ${JSON.stringify(waits)} ms instead of ${waitMs}`];
}

test("every row of the failure table ends as it says, and the next message works", async () => {
  const only = Deno.env.get("FAILURE_ROW");
  const rows = failureTable.filter((row) =>
    row.setting !== "away" && row.what.includes(only ?? "")
  );
  const wrong = await runParallel(rows.map((row, n) => () => differs(row, n)), 8);
  assert.deepEqual(wrong.flat(), []);
});

test("the model gets the failure of an MCP server that is away, and the turn goes on", async () => {
  const row = failureTable.find(({ setting }) => setting === "away");
  assert.ok(row);
  toolServer.away = true;
  const wrong = await differs(row, 0);
  toolServer.away = false;
  assert.deepEqual(wrong, []);
});

test("a turn is cancelled while an idempotent tool waits for its next attempt: there is no next attempt", async () => {
  const k = unique("k");
  const name = unique("patient");
  await t.api.register(name, { tools });
  const id = await t.api.start(name, `[[tool:orders__look {"key":"${k}","failures":9}]]`);
  const waits = (e: SeenEvent) => e.__typename === "StepChanged" && e.status === "WAITING";
  const retryAt = Date.parse((await readUntil(t.api.follow(id), waits)).at(-1)?.retryAt ?? "");
  const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
  await t.api.cancel(turn);
  const next = await answered(id, "Say hello");
  assert.equal(next.turn?.status, "COMPLETED");
  await eventually("its time is over", () => Promise.resolve(Date.now() > retryAt + 1_000));
  const { turns } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => n.status), ["CANCELLED", "COMPLETED"]);
  const step = turns.nodes[0]?.steps.find((s) => s.__typename === "ToolCall");
  assert.deepEqual([step?.status, step?.attempts, toolServer.calls.get(`look ${k}`)], [
    "CANCELLED",
    1,
    1,
  ]);
});
