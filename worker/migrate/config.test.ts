import assert from "node:assert/strict";
import { test } from "node:test";
import { loadMigrateConfig } from "./config.ts";

test("the database's URL comes from the environment or from a file, and is required", () => {
  const url = "postgres://u:p@h/db";
  assert.equal(loadMigrateConfig({ DATABASE_URL: url }).databaseUrl, url);
  assert.equal(loadMigrateConfig({ DATABASE_URL_FILE: "/f" }, () => `${url}\n`).databaseUrl, url);
  const owner = "postgres://owner:p@h/db";
  const both = { DATABASE_URL: url, MIGRATION_DATABASE_URL: owner };
  assert.equal(loadMigrateConfig(both).databaseUrl, owner);
  assert.throws(() => loadMigrateConfig({}), /MIGRATION_DATABASE_URL is not set/);
});
