import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { resolveHandoffs } from "./resolve-handoffs.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await db.sql.unsafe(`
    insert into agents (id, tenant, name) values ('agent_1', 'acme', 'helper'), ('agent_2', 'globex', 'helper'),
      ('agent_3', 'globex', 'theirs');
    insert into agent_versions (id, tenant, agent_id, number, hash, spec) values
      ('version_1', 'acme', 'agent_1', 1, 'h', '{}'), ('version_2', 'globex', 'agent_2', 1, 'h', '{}'),
      ('version_3', 'globex', 'agent_3', 1, 'h', '{"handoffs": ["version_2"]}');`);
});
after(() => db[Symbol.asyncDispose]());

test("a hand-off names agents of its own tenant alone: another tenant's agent does not exist for it", async () => {
  const { ids, issues } = await resolveHandoffs(db.sql, "acme", "analyst", ["theirs"]);
  assert.deepEqual([ids, issues.map(({ path }) => path)], [[], [["handoffs", "0"]]]);
  const unknown = await resolveHandoffs(db.sql, "acme", "analyst", ["missing"]);
  assert.equal(
    issues[0]?.message,
    unknown.issues[0]?.message.replace("missing", "theirs"),
    "the answer is that of an unknown name",
  );
});

test("a name that two tenants use leads to the version of its own tenant", async () => {
  const of = async (tenant: string) =>
    (await resolveHandoffs(db.sql, tenant, "analyst", ["helper"])).ids;
  assert.deepEqual([await of("acme"), await of("globex")], [["version_1"], ["version_2"]]);
});
