import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStack } from "../../cli/stack/stack.ts";
import { connect } from "../../store/database/connect.ts";
import { migrations } from "../../store/database/migrate.ts";
import { Api, endOf, type Read, readUntil, ruleBreaks, turnEnds } from "../support/api.ts";
import { startTestStack, type TestStack, unique } from "../support/test-stack.ts";
import { noCodeOf, startEarlierCode } from "./earlier-code.ts";
import { previous, readRecorded, type Recorded } from "./release.ts";
import { restore } from "./restore.ts";

const recorded: Recorded = await readRecorded(previous.file);
const { conversations, release, reads } = recorded;
let t: TestStack;

before(async () => {
  const home = await Deno.makeTempDir({ prefix: "tramontane-upgrade-" });
  await putBack(home);
  t = await startTestStack({ home });
});
after(() => t[Symbol.asyncDispose]());

async function putBack(home: string) {
  const env = { ...Deno.env.toObject(), DATABASE_URL: "", MISTRAL_API_KEY: "" };
  await using stack = await startStack({ home, env, parts: ["postgres"] });
  const sql = connect(stack.urls.database, { name: "restore", max: 1 });
  await restore(sql, recorded);
  await sql.end();
  await Deno.mkdir(`${home}/sandbox`, { mode: 0o700 });
  for (const [name, text] of Object.entries(recorded.sandbox)) {
    await Deno.writeTextFile(`${home}/sandbox/${name}`, text);
  }
}

/** What does not change with time and place. */
function lasting({ eventCursor: _, live: __, closedAt, ...rest }: Read) {
  return { ...rest, closed: closedAt !== null };
}

test(`the database of ${release} is migrated, and what was said there reads the same`, async () => {
  const sql = connect(t.stack.urls.database, { name: "test", max: 1 });
  const applied = await sql<{ name: string }[]>`select name from migrations order by name`;
  await sql.end();
  assert.deepEqual(applied.map((m) => m.name), migrations.map((m) => m.name).toSorted());
  for (const matter of ["told", "forked", "closed"] as const) {
    const now = await t.api.read(conversations[matter]);
    assert.deepEqual(lasting(now), lasting(reads[matter] as Read), matter);
  }
  const events = await readUntil(t.api.follow(conversations.told), turnEnds(2));
  assert.deepEqual(ruleBreaks(events), []);
});

test(`turns that ${release} left open go on: cut, queued, and waiting for a human`, async () => {
  for (const matter of ["cut", "queued"] as const) {
    await readUntil(t.api.follow(conversations[matter]), turnEnds());
  }
  const [approval] = await t.api.pending();
  assert.ok(approval);
  await t.api.decide(approval, { approve: {} });
  await readUntil(t.api.follow(conversations.asking), turnEnds());
  for (const matter of ["cut", "queued", "asking"] as const) {
    const { turns, usage } = await t.api.read(conversations[matter]);
    assert.deepEqual(turns.nodes.map((n) => n.status), ["COMPLETED"], matter);
    assert.equal(usage.possiblyPaidTwice, 0, matter);
  }
});

test(`a conversation of ${release} goes on at the provider`, async () => {
  const { turn, eventCursor } = await t.api.send(conversations.told, "And what did I ask first?");
  await readUntil(t.api.follow(conversations.told, eventCursor), endOf(turn.id));
  const { turns } = await t.api.read(conversations.told);
  assert.equal(turns.nodes.at(-1)?.status, "COMPLETED");
});

test(`the worker and the API of ${release} work on the database of today, beside today's`, {
  skip: await noCodeOf(recorded.commit),
}, async () => {
  await t.stack.stopPart("worker");
  await using earlier = await startEarlierCode(recorded.commit, t.stack);
  const [today, before] = [new Api(t.stack.urls.graphql), new Api(earlier.graphql)];
  await Promise.all([everyKind(today, before), everyKind(before, today)]);
});

/** What users do, by one API, read at the other; whichever worker is there makes the calls. */
async function everyKind(commands: Api, reader: Api) {
  const agent = unique("upgraded");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await commands.register(agent, { tools: [tool] });
  const id = await commands.start(agent, "Say hello");
  await readUntil(reader.follow(id), turnEnds());
  const asked = await commands.send(id, "What do NVDA and AMD cost?");
  const reading = reader.follow(id, asked.eventCursor);
  const asks = await readUntil(reading, (e) => e.__typename === "ApprovalChanged");
  assert.deepEqual(ruleBreaks(asks, asks[0] ? asks[0].fromSeq - 1 : 0), []);
  for (const approval of await reader.pending(asked.turn.id)) {
    await commands.decide(approval, { approve: { always: true } });
  }
  await readUntil(reader.follow(id, asked.eventCursor), endOf(asked.turn.id));
  const cut = await commands.send(id, "Explain bonds in about 200 words");
  await readUntil(reader.follow(id, cut.eventCursor), (e) => e.__typename === "TextDelta");
  await reader.cancel(cut.turn.id);
  await readUntil(reader.follow(id, cut.eventCursor), endOf(cut.turn.id));
  await commands.close(id);
  const { turns, closedAt } = await reader.read(id);
  const statuses = turns.nodes.map((n) => n.status);
  assert.deepEqual(statuses, ["COMPLETED", "COMPLETED", "CANCELLED"]);
  assert.ok(closedAt);
}
