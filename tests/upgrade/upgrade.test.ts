import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStack } from "../../cli/stack/stack.ts";
import { connect } from "../../store/database/connect.ts";
import { findBrokenReferences } from "../../store/database/references.ts";
import { migrations } from "../../store/database/migrate.ts";
import { endOf, type Read, readUntil, ruleBreaks, turnEnds } from "../support/api.ts";
import { startTestStack, type TestStack } from "../support/test-stack.ts";
import { previousRelease, readRecorded, type RecordedRelease } from "./recorded-release.ts";
import { restore } from "./restore.ts";

const recorded: RecordedRelease = await readRecorded(previousRelease);
const { conversations, release, reads } = recorded;
let t: TestStack;

before(async () => {
  const home = await Deno.makeTempDir({ prefix: "tramontane-upgrade-" });
  await restoreInto(home);
  t = await startTestStack({ home });
});
after(() => t[Symbol.asyncDispose]());

async function restoreInto(home: string) {
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

/** The part of a read that does not change with time. */
function lasting({ eventCursor: _, live: __, closedAt, ...rest }: Read) {
  return { ...rest, closed: closedAt !== null };
}

test(`the migrations of ${release} are as they were released`, () => {
  const current = migrations.filter(({ name }) => recorded.migrations.some((m) => m.name === name));
  assert.deepEqual(
    current,
    recorded.migrations,
    "add a migration instead of editing a released one",
  );
});

test(`the database of ${release} is migrated, and its conversations read the same`, async () => {
  const sql = connect(t.stack.urls.database, { name: "test", max: 1 });
  const applied = await sql<{ name: string }[]>`select name from migrations order by name`;
  assert.deepEqual(await findBrokenReferences(sql), []);
  await sql.end();
  assert.deepEqual(applied.map((m) => m.name), migrations.map((m) => m.name).toSorted());
  for (const state of ["completed", "forked", "closed"] as const) {
    const now = await t.api.read(conversations[state]);
    assert.deepEqual(lasting(now), lasting(reads[state] as Read), state);
  }
  const events = await readUntil(t.api.follow(conversations.completed), turnEnds(2));
  assert.deepEqual(ruleBreaks(events), []);
});

test(`open turns of ${release} continue: interrupted, queued, and waiting for an approval`, async () => {
  for (const state of ["interrupted", "queued"] as const) {
    await readUntil(t.api.follow(conversations[state]), turnEnds());
  }
  const [approval] = await t.api.pending();
  assert.ok(approval);
  await t.api.decide(approval, { approve: {} });
  await readUntil(t.api.follow(conversations.waiting), turnEnds());
  for (const state of ["interrupted", "queued", "waiting"] as const) {
    const { turns, usage } = await t.api.read(conversations[state]);
    assert.deepEqual(turns.nodes.map((n) => n.status), ["COMPLETED"], state);
    assert.equal(usage?.possiblyPaidTwice, 0, state);
  }
});

test(`a conversation of ${release} continues at the provider`, async () => {
  const { turn, eventCursor } = await t.api.send(
    conversations.completed,
    "And what did I ask first?",
  );
  await readUntil(t.api.follow(conversations.completed, eventCursor), endOf(turn.id));
  const { turns } = await t.api.read(conversations.completed);
  assert.equal(turns.nodes.at(-1)?.status, "COMPLETED");
});
