import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { registerAnalyst, type TestDatabase, testDatabase } from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { mayBeFew, reachableObjects } from "./reachable-objects.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const of = (subject: string) => ({
  ...{ own: { subject, names: [subject, "group:team"], ofTenant: false } },
  ...{ deciding: false, bound: null },
});
const reachable = (subject: string) =>
  reachableObjects(db.sql, "default", { conversations: of(subject), research: of(subject) });

test("a user's few conversations and runs are known before the search, with shared ones and those of phases", async () => {
  const play = player(db.sql);
  const [own, shared, phase] = [await play.start(), await play.start(), await play.start()];
  await play.start();
  await db.sql.unsafe(`
    insert into streams (id, tenant) values ('research_r1', 'default');
    insert into research_runs (id, tenant, question, symbols, searches, revisions, language, agents, provider,
        sample_market_data, budget, actor, owner)
      values ('research_r1', 'default', 'q', '{}', 1, 1, 'en', '{}', 'emulator', true, '{}', '{}', 'ada');
    update conversations set owner = 'bob';
    update conversations set owner = 'ada' where id = '${own.conversationId}';
    update conversations set owner = null, research_id = 'research_r1' where id = '${phase.conversationId}';
    insert into shares (tenant, object_id, grantee, access, granted_by)
      values ('default', '${shared.conversationId}', 'group:team', 'READ', '{}')`);
  const ids = [own, shared, phase].map((ref) => ref.conversationId);
  assert.deepEqual((await reachable("ada"))?.toSorted(), [...ids, "research_r1"].toSorted());
});

test("many conversations are not listed", async () => {
  const { conversationId } = await player(db.sql).start();
  await db.sql`insert into conversations (id, tenant, agent_version_id, provider, owner)
    select 'conversation_many' || n, tenant, agent_version_id, provider, 'eve'
    from conversations, generate_series(1, 1001) n where id = ${conversationId}`;
  assert.equal(await reachable("eve"), null);
});

test("who reads the whole tenant, or one object alone, has no such list", () => {
  const research = of("ada");
  assert.equal(mayBeFew({ conversations: research, research }), true);
  assert.equal(mayBeFew({ conversations: null, research }), false);
  const bound = { kind: "conversation" as const, id: "conversation_1" };
  assert.equal(mayBeFew({ conversations: { ...research, bound }, research }), false);
});
