import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../store/database/connect.ts";
import { endOf, readUntil, ruleBreaks, type SeenEvent, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { modelRequests, remoteHistory, userTexts } from "../support/remote.ts";
import { eventually, unique } from "../support/test-stack.ts";
import { maxAttempts, t } from "../engine/limits-stack.ts";

/** A conversation with these messages, each answered. */
async function conversationWith(...texts: string[]): Promise<string> {
  const id = await t.api.start(t.analyst);
  for (const text of texts) await answered(id, text);
  return id;
}

async function answered(id: string, text: string) {
  const { turn, eventCursor } = await t.api.send(id, text);
  const events = await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  return { events, turn: (await t.api.read(id)).turns.nodes.find((n) => n.id === turn.id) };
}

/** Forks at the n-th entry, and sees the first message answered. */
async function forked(id: string, at: number, text: string, over: object = {}) {
  const entryId = (await t.api.read(id)).entries.nodes.at(at)?.id;
  const input = { entryId, content: [{ text }], ...over };
  const { conversation, turn } = await t.api.mutate(documents.fork, input);
  assert.equal(conversation.forkedFrom?.id, entryId);
  assert.ok(turn);
  const events = await readUntil(t.api.follow(conversation.id), endOf(turn.id));
  assert.deepEqual(ruleBreaks(events), []);
  const view = await t.api.read(conversation.id);
  assert.equal(view.turns.nodes.at(-1)?.status, "COMPLETED");
  return { ...view, events, requests: await modelRequests(t, conversation.id) };
}

const operations = (requests: readonly { operation: string }[]) =>
  requests.map((r) => r.operation.replace("conversations.", ""));
const textsOf = (view: { entries: { nodes: { text?: string }[] } }) =>
  view.entries.nodes.flatMap((e) => e.text ?? []);
const remoteOf = async (id: string) => (await modelRequests(t, id)).at(-1)?.conversation ?? "";

test("a fork of the same version restarts from its entry, shows the past, and does not change the source", async () => {
  const [one, two] = [unique("one"), unique("two")];
  const source = await conversationWith(one, two);
  const remote = await remoteOf(source);
  const fork = await forked(source, 1, "what did I say?");
  assert.deepEqual(operations(fork.requests), ["restart"]);
  assert.equal(fork.requests[0]?.root, (await modelRequests(t, source))[0]?.root);
  assert.deepEqual(textsOf(fork).filter((_, i) => i !== 1 && i !== 3), [one, "what did I say?"]);
  assert.deepEqual(userTexts(await remoteHistory(t, await remoteOf(fork.id))), [
    one,
    "what did I say?",
  ]);
  assert.deepEqual([fork.turns.nodes.length, fork.usage?.modelCalls], [1, 1]);
  await answered(source, "and now?");
  assert.equal(await remoteOf(source), remote);
  assert.equal(userTexts(await remoteHistory(t, remote)).length, 3);
});

test("a fork to another version starts with the past, tools and all; a fork of it has the whole line", async () => {
  const source = await conversationWith("What does NVDA cost?");
  const { agent } = await t.api.run<{ agent: { version: { number: number } } }>(
    "query($n: String!) { agent(name: $n) { version { number } } }",
    { n: t.analyst },
  );
  await t.api.register(t.analyst, { instructions: { text: unique("You know prices.") } });
  const version = { number: agent.version.number + 1 };
  const fork = await forked(source, -1, "Say hello", { version });
  assert.deepEqual(operations(fork.requests), ["start"]);
  const types = (await remoteHistory(t, await remoteOf(fork.id))).map((e) => e.type);
  assert.deepEqual(types, [
    ...["message.input", "function.call", "function.result", "message.output"],
    ...["message.input", "message.output"],
  ]);
  const again = await forked(fork.id, -1, "Say bye");
  assert.deepEqual(operations(again.requests), ["restart"]);
  assert.equal(again.entries.nodes.length, 7);
});

test("a fork repairs a conversation whose remote one refuses every request", async () => {
  const source = await conversationWith("hello");
  const conversation = await remoteOf(source);
  await t.sandbox.post("faults", {
    ...{ kind: "error_500", status: 400, times: 100 },
    match: { conversation },
  });
  assert.equal((await answered(source, "still there?")).turn?.status, "FAILED");
  const fork = await forked(source, 1, "and you?");
  assert.deepEqual(operations(fork.requests.slice(-2)), ["restart", "start"]);
  assert.equal(textsOf(fork).length, 4);
  await t.sandbox.post("reset-faults", {});
});

test("a conversation that is gone at the provider is started again from its entries", async () => {
  const text = unique("kept");
  const id = await conversationWith(text);
  const gone = await remoteOf(id);
  const headers = { authorization: "Bearer test" };
  const url = `${t.stack.urls.mistral}/v1/conversations/${gone}`;
  assert.equal((await fetch(url, { method: "DELETE", headers })).status, 204);
  const { turn } = await answered(id, "what did I say?");
  assert.equal(turn?.status, "COMPLETED");
  assert.deepEqual(userTexts(await remoteHistory(t, await remoteOf(id))), [
    text,
    "what did I say?",
  ]);
});

test("the fallback model answers when the first is unavailable, and the first again in the next turn", async () => {
  const name = unique("fallback");
  await t.api.register(name, { settings: { fallbackModel: "mistral-small-latest" } });
  const id = await t.api.start(name);
  await answered(id, "What does NVDA cost?");
  const out = { kind: "error_500", status: 503, times: 100 };
  await t.sandbox.post("faults", { ...out, match: { model: "mistral-medium-latest" } });
  const { events, turn } = await answered(id, "What does AMD cost?");
  await t.sandbox.post("reset-faults", {});
  assert.equal(turn?.status, "COMPLETED");
  const asked = turn.steps.filter((s) => s.__typename === "ModelCall");
  assert.deepEqual(asked.map((s) => [s.model, s.attempts]), [
    ["mistral-small-latest", maxAttempts + 1],
    ["mistral-small-latest", 1],
  ]);
  const notes = events.filter((e: SeenEvent) => e.note).map((e) => [e.note, e.failure?.code]);
  assert.deepEqual(notes, [["mistral-small-latest is asked instead.", "UNAVAILABLE"]]);
  const next = await answered(id, "Which of the two is higher?");
  assert.equal(next.turn?.steps[0]?.model, "mistral-medium-latest");
  assert.match(next.turn?.reply?.text ?? "", /NVDA|AMD/);
  assert.equal(userTexts(await remoteHistory(t, await remoteOf(id))).length, 3);
});

test("erased content is gone from the database and from the provider, also when the worker is killed; a fork goes on without it", async () => {
  const word = unique("secret");
  const source = await conversationWith(`What does NVDA cost? ${word}`, `hello ${word}`);
  const fork = await forked(source, -1, "say 5 tokens");
  const { head, eventCursor } = await headOf(source);
  await t.api.mutate(documents.close, { conversationId: source, erase: true });
  await t.stack.kill("worker", "SIGKILL");
  await t.stack.startPart("worker");
  const sql = connect(t.stack.urls.database, { name: "test", max: 1 });
  try {
    await eventually("it is erased", async () => {
      const [row] = await sql`select erased_at from conversations where id = ${source}`;
      return row?.erasedAt !== null;
    });
    assert.deepEqual(await tablesWith(sql, word), []);
  } finally {
    await sql.end({ timeout: 1 });
  }
  assert.deepEqual(await remotesWith(word), []);
  const events = await readUntil(t.api.follow(source), turnEnds(99));
  assert.deepEqual(ruleBreaks(events), []);
  assert.equal(events.at(-1)?.__typename, "ConversationClosed");
  assert.ok((events.at(-1)?.seq ?? 0) > head && eventCursor);
  const view = await t.api.read(source);
  assert.deepEqual(textsOf(view), ["", "", "", ""]);
  assert.ok(view.usage?.modelCalls === 3 && view.usage.inputTokens > 0);
  const { turn } = await answered(fork.id, "say 6 tokens");
  assert.equal(turn?.status, "COMPLETED");
  assert.deepEqual(await remotesWith(word), []);
});

async function headOf(id: string) {
  const { eventCursor } = await t.api.read(id);
  const events = await readUntil(t.api.follow(id), turnEnds(2));
  return { eventCursor, head: events.at(-1)?.seq ?? 0 };
}

/** Tables of the database that contain a word, in any column. */
async function tablesWith(sql: ReturnType<typeof connect>, word: string): Promise<string[]> {
  const found: string[] = [];
  for (
    const { name } of await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public'`
  ) {
    const rows = await sql`select 1 from ${sql(name)} t where t::text like ${`%${word}%`} limit 1`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** Conversations at the emulator that contain a word. */
async function remotesWith(word: string): Promise<string[]> {
  const headers = { authorization: "Bearer test" };
  const url = `${t.stack.urls.mistral}/v1/conversations?page_size=1000`;
  const all = await (await fetch(url, { headers })).json() as { id: string }[];
  const holds = await Promise.all(
    all.map(async ({ id }) => JSON.stringify(await remoteHistory(t, id)).includes(word)),
  );
  return all.filter((_, i) => holds[i]).map((c) => c.id);
}
