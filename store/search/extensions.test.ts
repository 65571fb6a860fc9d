import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { connect } from "../database/connect.ts";
import { migrateAt } from "../database/migrate.ts";

test("an owner of the schema who may not create the extensions learns what to do, and an administrator can", async () => {
  const server = process.env.TEST_DATABASE_URL ?? assert.fail("TEST_DATABASE_URL is not set");
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const at = (over: object) =>
    Object.assign(new URL(server), { pathname: `/${name}`, ...over }).href;
  const admin = connect(server, { name: "test-admin", max: 1 });
  const inside = connect(at({}), { name: "test", max: 1 });
  try {
    await admin.unsafe(`create role ${name} login password 'p'`);
    await admin.unsafe(`create database ${name}`);
    await inside.unsafe(`grant create, usage on schema public to ${name}`);
    const owner = at({ username: name, password: "p" });
    await assert.rejects(
      migrateAt(owner),
      /needs the extensions pg_trgm and btree_gin, and role test_\w+ may not create them: make it the owner of the/,
    );
    const [made] = await inside`select to_regclass('search_texts') as made`;
    assert.equal(made?.made, null, "nothing was changed");
    await inside.unsafe(`create schema extensions; create extension pg_trgm schema extensions;
      create extension btree_gin schema extensions;
      grant usage on schema extensions to ${name}`); // as some managed services do
    assert.equal((await migrateAt(owner))[0], "0021-search");
  } finally {
    await inside.end();
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.unsafe(`drop role if exists ${name}`);
    await admin.end();
  }
});
