import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { registerAnalyst, type TestDatabase, testDatabase } from "../testing/database.ts";
import { conversationPage } from "./read-conversations.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  await db.sql.unsafe(`
    insert into agents (id, tenant, name) values ('agent_g', 'globex', 'analyst');
    insert into agent_versions (id, tenant, agent_id, number, hash, spec)
      values ('version_g', 'globex', 'agent_g', 1, 'h', '{}');
    insert into streams (id, tenant) select 'conversation_g' || n, 'globex' from generate_series(1, 20000) n;
    insert into conversations (id, tenant, agent_version_id, provider, labels)
      select 'conversation_g' || n, 'globex', 'version_g', 'emulator', '{urgent}' from generate_series(1, 20000) n;
    insert into streams (id, tenant) select 'conversation_d' || n, 'default' from generate_series(1, 3) n;
    insert into conversations (id, tenant, agent_version_id, provider, labels)
      select 'conversation_d' || n, 'default', v.id, 'emulator', case n when 3 then '{late}' else '{urgent,late}' end::text[]
      from generate_series(1, 3) n, agent_versions v where v.tenant = 'default' limit 3;
    analyze conversations;`);
});
after(() => db[Symbol.asyncDispose]());

const listed = async (labels: string[]) => {
  const { items } = await conversationPage(db.sql, "default", { labels }, { first: 10 }, null);
  return items.map(({ node }) => node.id).sort();
};

test("a filter by labels finds the tenant's conversations that have all of them", async () => {
  assert.deepEqual(await listed(["urgent"]), ["conversation_d1", "conversation_d2"]);
  assert.deepEqual(await listed(["late"]), [
    "conversation_d1",
    "conversation_d2",
    "conversation_d3",
  ]);
  assert.deepEqual(await listed(["late", "urgent"]), ["conversation_d1", "conversation_d2"]);
  assert.deepEqual(await listed(["default/urgent"]), []);
});

test("a filter by labels reads no rows of another tenant that has many with the same label", async () => {
  const find = "select * from conversations_with_labels('default', '{urgent}')";
  await db.sql.unsafe(find);
  const [{ "QUERY PLAN": [{ Plan: plan }] }] = await db.sql.unsafe(
    `explain (analyze, buffers, format json) ${find}`,
  ) as unknown as [{ "QUERY PLAN": [{ Plan: Record<string, number> }] }];
  const pages = (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
  assert.equal(plan["Actual Rows"], 2);
  assert.ok(pages < 50, `${pages} pages of 8 KiB were read`);
});
