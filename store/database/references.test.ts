import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { registerAnalyst, type TestDatabase, testDatabase } from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { asRoles } from "../testing/roles.ts";
import { connect } from "./connect.ts";
import { findBrokenReferences, uncheckedReferences } from "./references.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

test("turns with tools, steering and forks leave no broken reference", async () => {
  const play = player(db.sql);
  const ref = await play.start();
  const call = await play.claim(ref);
  await play.ask(call, ["ACME", "OTHER"]);
  await play.send(ref, "and this", "STEER");
  await play.send(ref, "stop", "INTERRUPT");
  await play.answer(await play.claim(ref), "done");
  assert.deepEqual(await findBrokenReferences(db.sql), []);
});

for (const { table, column, refersTo } of uncheckedReferences) {
  test(`a row of ${table} whose ${column} names no row of ${refersTo} is found`, async () => {
    await player(db.sql).start();
    const play = player(db.sql);
    const ref = await play.start();
    await play.answer(await play.claim(ref), "an answer");
    const found = await db.sql.begin(async (tx) => {
      await tx.unsafe(`update ${table} set ${column} = 'gone_1'
        where id = (select id from ${table} order by id desc limit 1)`);
      const broken = await findBrokenReferences(tx);
      await tx`rollback and chain`;
      return broken;
    });
    assert.ok(
      found.some((b) => b.startsWith(`${table}.${column} names no row of ${refersTo} in 1 rows`)),
      `found: ${found.join("; ")}`,
    );
  });
}

test("no application role deletes a row that others refer to", async () => {
  await using urls = await asRoles(db);
  for (const url of [urls.api, urls.worker]) {
    const role = connect(url, { name: "test", max: 1 });
    for (const refersTo of new Set(uncheckedReferences.map((r) => r.refersTo))) {
      await assert.rejects(role.unsafe(`delete from ${refersTo}`), { code: "42501" }, refersTo);
    }
    await role.end();
  }
});
