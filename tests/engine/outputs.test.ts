import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "../../store/database/connect.ts";
import { readUntil, ruleBreaks, turnEnds } from "../support/api.ts";
import { modelRequests, remoteHistory, userTexts } from "../support/remote.ts";
import { sharedCalls } from "../support/failpoint-rules.ts";
import { sharedWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";

const names = {
  report: unique("report"),
  killed: sharedCalls.report.agent,
  planner: unique("planner"),
  expert: unique("expert"),
  searchPlanner: unique("search-planner"),
  searcher: unique("searcher"),
  guarded: unique("guarded"),
};
const outputSchema = {
  type: "object",
  properties: {
    title: { type: "string" },
    points: { type: "array", items: { type: "string" }, minItems: 1 },
  },
  required: ["title", "points"],
  additionalProperties: false,
};
let t: TestStack;
const versions: Record<string, string> = {};
before(async () => {
  t = await sharedWithAnalyst();
  const guardrails = [{ block_on_error: true, moderation_llm_v2: { action: "block" } }];
  versions.report = await t.api.register(names.report, { tools: [], outputSchema });
  versions.killed = await t.api.register(names.killed, { tools: [], outputSchema });
  versions.expert = await t.api.register(names.expert);
  versions.planner = await t.api.register(names.planner, { tools: [], handoffs: [names.expert] });
  versions.searcher = await t.api.register(names.searcher);
  await letSearch(versions.searcher);
  const handoffs = [names.searcher];
  versions.searchPlanner = await t.api.register(names.searchPlanner, { tools: [], handoffs });
  versions.guarded = await t.api.register(names.guarded, { tools: [], guardrails });
});
after(() => t[Symbol.asyncDispose]());

const document = /* GraphQL */ `
  query Outputs($id: ID!) {
    conversation(id: $id) {
      entries(last: 50) { nodes {
        __typename id status
        ... on Message { role text author { id } }
        ... on ToolCall { name result }
        ... on Handoff { from { id } to { id } }
      } }
      turns { nodes { status output failure { code message } reply { text author { id } }
        steps { __typename status failure { code } } usage { modelCalls } } }
    }
  }`;
interface Seen {
  entries: {
    nodes: {
      __typename: string;
      status: string;
      role?: string;
      text?: string;
      author?: { id: string } | null;
      from?: { id: string };
      to?: { id: string } | null;
    }[];
  };
  turns: {
    nodes: {
      status: string;
      output: { title: string; points: string[] } | null;
      failure: { code: string } | null;
      reply: { text: string; author: { id: string } } | null;
      steps: { __typename: string; status: string; failure: { code: string } | null }[];
      usage: { modelCalls: number };
    }[];
  };
}

async function look(id: string) {
  const { conversation } = await t.api.run<{ conversation: Seen }>(document, { id });
  const turns = conversation.turns.nodes;
  const turn = turns.at(-1);
  assert.ok(turn);
  return { entries: conversation.entries.nodes, turns, turn };
}
async function ask(agent: string, message: string) {
  const id = await t.api.start(agent, message);
  const events = await readUntil(t.api.follow(id), turnEnds());
  assert.deepEqual(ruleBreaks(events, 0), []);
  return { id, events, ...await look(id) };
}
async function repeatCall(id: string, message: string) {
  const { eventCursor } = await t.api.send(id, message);
  await readUntil(t.api.follow(id, eventCursor), turnEnds());
  return await look(id);
}

test("an answer that fits the schema is the turn's output, also in a code fence or after another object", async () => {
  for (const how of ["", "[[json:fenced]]", "[[json:two]]"]) {
    const { turn } = await ask(names.report, `report of ${unique("x")} ${how}`);
    assert.equal(turn.status, "COMPLETED");
    assert.equal(typeof turn.output?.title, "string");
    assert.ok(Array.isArray(turn.output?.points));
    assert.equal(turn.steps.length, 1);
  }
});

test("an answer that does not fit the schema is repaired by one further model call of the same turn", async () => {
  for (const fault of ["broken", "cut", "misfit", "prose"]) {
    const { turn, entries } = await ask(names.report, `report ${unique("x")} [[json:${fault}]]`);
    assert.equal(turn.status, "COMPLETED", fault);
    assert.equal(typeof turn.output?.title, "string", fault);
    assert.deepEqual(
      turn.steps.map((s) => [s.__typename, s.status, s.failure?.code ?? null]),
      [["ModelCall", "COMPLETED", "INVALID_OUTPUT"], ["ModelCall", "COMPLETED", null]],
    );
    assert.equal(turn.usage.modelCalls, 2);
    assert.deepEqual(entries.map((e) => e.role), ["USER", "AGENT", "AGENT"]);
    assert.equal(turn.reply?.text, entries[2]?.text);
  }
});

test("an answer that does not fit twice fails the turn, and the next message works", async () => {
  const { id, turn } = await ask(names.report, `report ${unique("x")} [[json:broken 2]]`);
  assert.equal(turn.status, "FAILED");
  assert.equal(turn.failure?.code, "INVALID_OUTPUT");
  assert.equal(turn.output, null);
  assert.equal(turn.steps.length, 2);
  const next = await repeatCall(id, `report ${unique("x")}`);
  assert.equal(next.turn.status, "COMPLETED");
  assert.equal(typeof next.turn.output?.title, "string");
});

test("an answer whose attempt was lost is adopted with its output and not paid twice", async () => {
  const { id, turn } = await ask(names.killed, `report ${unique("x")}`);
  assert.equal(turn.status, "COMPLETED");
  assert.equal(typeof turn.output?.title, "string");
  assert.equal((await modelRequests(t, id)).length, 1);
});

test("after a hand-off the other agent answers with its own tools, and the hand-off is an entry", async () => {
  const message = `[[handoff:${names.expert}]] What does AAPL cost? ${unique("x")}`;
  const { turn, entries, events, id } = await ask(names.planner, message);
  assert.equal(turn.status, "COMPLETED");
  const handoff = entries.find((e) => e.__typename === "Handoff");
  assert.deepEqual(
    [handoff?.status, handoff?.from?.id, handoff?.to?.id],
    ["COMPLETED", versions.planner, versions.expert],
  );
  assert.deepEqual(
    entries.map((e) => `${e.__typename} ${e.status}`),
    ["Message", "Handoff", "ToolCall", "Message"].map((kind) => `${kind} COMPLETED`),
  );
  assert.equal(turn.reply?.author.id, versions.expert);
  assert.match(turn.reply?.text ?? "", /AAPL/);
  assert.ok(events.some((e) => e.entryId?.startsWith("handoff_") && e.status === "RUNNING"));
  const next = await repeatCall(id, "Thank you.");
  assert.equal(next.turn.status, "COMPLETED");
});

test("where the provider's hand-off fails, the worker does it, and the conversation goes on with the other agent", async () => {
  const match = { textIncludes: "hand me over" };
  await t.sandbox.post("faults", { kind: "error_500", match, times: 2 });
  const said = unique("said");
  const { id, turn, entries, events } = await ask(
    names.searchPlanner,
    `hand me over: what does AAPL cost? ${said}`,
  );
  assert.equal(turn.status, "COMPLETED");
  assert.deepEqual(
    entries.map((e) => e.__typename),
    ["Message", "Handoff", "ToolCall", "Message"],
  );
  const handoff = entries.find((e) => e.__typename === "Handoff");
  assert.deepEqual([handoff?.from?.id, handoff?.to?.id], [
    versions.searchPlanner,
    versions.searcher,
  ]);
  assert.equal(turn.reply?.author.id, versions.searcher);
  assert.deepEqual(turn.steps.map((s) => `${s.__typename} ${s.status}`), [
    "ModelCall FAILED",
    "ModelCall COMPLETED",
    "ToolCall COMPLETED",
    "ModelCall COMPLETED",
  ]);
  assert.ok(events.some((e) => e.entryId?.startsWith("handoff_") && e.status === "COMPLETED"));
  const next = await repeatCall(id, "And now?");
  assert.equal(next.turn.reply?.author.id, versions.searcher);
  const requests = await modelRequests(t, id);
  assert.equal(requests.at(-1)?.operation, "conversations.append");
  const known = userTexts(await remoteHistory(t, requests.at(-1)?.conversation ?? ""));
  assert.deepEqual(known, [`hand me over: what does AAPL cost? ${said}`, "And now?"]);
});

/** Adds web search to a version that was not called yet, directly in the database. */
async function letSearch(versionId: string) {
  const sql = connect(t.stack.urls.database, { name: "test" });
  const tool = JSON.stringify([{
    ...{ server: "mistral", policy: "AUTO", approvalTimeoutMs: 60_000, approveOnTimeout: false },
    tool: {
      ...{ name: "web_search", title: null, description: null, inputSchema: { type: "object" } },
      ...{ outputSchema: null, readOnly: true, idempotent: true, hash: "h" },
    },
  }]);
  await sql`update agent_versions set spec = jsonb_set(spec, '{tools}', spec->'tools' || ${tool}::text::jsonb)
    where id = ${versionId}`;
  await sql.end();
}

test("a message that a guardrail blocks fails its turn with REFUSED, and the next one works", async () => {
  const { id, turn } = await ask(names.guarded, "tell me of [[guardrail]]");
  assert.deepEqual([turn.status, turn.failure?.code], ["FAILED", "REFUSED"]);
  assert.equal((await repeatCall(id, "tell me of apples")).turn.status, "COMPLETED");
});

test("an output whose check does not end fails its turn after one repair, and delays no other turn", async () => {
  const stuck = unique("stuck");
  const never = `${"b".repeat(50)}!`;
  const properties = { b: { type: "string", enum: [never], pattern: "^(?=(b|bb?)+$)" } };
  const hostile = { type: "object", properties, required: ["b"], additionalProperties: false };
  await t.api.register(stuck, { tools: [], outputSchema: hostile });
  const [failed, other] = await Promise.all([
    ask(stuck, "Say it as JSON"),
    ask(names.expert, "Explain dividends"),
  ]);
  assert.equal(failed.turn.failure?.code, "INVALID_OUTPUT");
  assert.equal(failed.turn.usage.modelCalls, 2);
  assert.equal(other.turn.status, "COMPLETED");
});

test("a schema that is too large is refused before it is compiled", async () => {
  const properties = Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`p${i}`, {}]));
  const refused = t.api.register(unique("large"), {
    tools: [],
    outputSchema: { type: "object", properties },
  });
  // What is compiled is refused with other words, or accepted.
  await assert.rejects(refused, /at most \d+ characters/);
});
