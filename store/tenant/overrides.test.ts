import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkModel, saveModels } from "../agent/validate-model.ts";
import { connect } from "../database/connect.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { promptTexts, savePromptText, stalePrompts } from "../mcp/prompt-texts.ts";
import { ownerOfServers } from "../mcp/owner.ts";
import { mcpServers, mcpServersByIds, saveListing } from "../mcp/servers.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { asRoles, type RoleUrls } from "../testing/roles.ts";
import { recordOverrides, saveTenantModels } from "./overrides.ts";

let db: TestDatabase;
let urls: RoleUrls;
let api: Sql;
let worker: Sql;
before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
  api = connect(urls.api, { name: "test", max: 2 });
  worker = connect(urls.worker, { name: "test", max: 2 });
  await saveListing(worker, listing("prices", "of all"));
});
after(async () => {
  await Promise.all([api.end({ timeout: 1 }), worker.end({ timeout: 1 })]);
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

const listing = (name: string, url: string) => ({ name, url, tools: [], prompts: [] });
const list = async (tenant: string) =>
  (await mcpServers(inTenant(api, tenant), tenant)).map(({ name, url }) => `${name} ${url}`);
const record = (...own: [tenant: string, ownKey: boolean, servers: string[] | null][]) =>
  recordOverrides(worker, own.map(([tenant, ownKey, servers]) => ({ tenant, ownKey, servers })));
const save = (tenant: string, name: string) =>
  saveListing(inTenant(worker, tenant), listing(name, `of ${tenant}`), tenant);

test("a tenant has its own servers or those of the deployment, never both, and none of another tenant", async () => {
  await record(["acme", false, ["prices", "crm"]], ["none", false, []]);
  await save("acme", "prices");
  await save("acme", "crm");
  assert.deepEqual(await list("acme"), ["crm of acme", "prices of acme"]);
  assert.deepEqual([await list("none"), await list("globex")], [[], ["prices of all"]]);
  const ids = (await mcpServers(inTenant(api, "acme"), "acme")).map(({ id }) => id);
  const found = await mcpServersByIds(inTenant(api, "globex"), "globex", ids);
  assert.deepEqual(found.map((one) => one?.url ?? null), [null, "of all"]);
});

test("row level security shows the servers and prompts of a tenant to no other, whatever a statement asks for", async () => {
  const other = inTenant(api, "globex");
  for (const table of ["tenant_overrides", "tenant_mcp_servers", "tenant_prompt_texts"]) {
    assert.deepEqual([...await other`select * from ${other(table)}`], [], table);
  }
  assert.deepEqual(await mcpServers(other, "acme"), await mcpServers(other, "globex"));
});

test("a server that a list no longer has is gone; without a list the tenant has those of the deployment again", async () => {
  await record(["acme", false, ["crm"]]);
  assert.deepEqual(await list("acme"), ["crm of acme"]);
  assert.deepEqual(await list("none"), ["prices of all"]);
  await record();
  assert.deepEqual(await list("acme"), ["prices of all"]);
  assert.deepEqual([...await db.sql`select name from tenant_mcp_servers`], []);
});

test("a prompt of a tenant's own server has a text of its own, and is refreshed by itself", async () => {
  const source = { server: "prices", name: "greeting", arguments: { tone: "warm" } };
  await record(["acme", false, ["prices"]]);
  const acme = inTenant(worker, "acme");
  await savePromptText(worker, source, "of all", await ownerOfServers(worker, "globex"));
  await savePromptText(acme, source, "of acme", await ownerOfServers(acme, "acme"));
  const textOf = async (tenant: string) =>
    (await promptTexts(inTenant(api, tenant), tenant, [source]))[0]?.text;
  assert.deepEqual([await textOf("acme"), await textOf("globex")], ["of acme", "of all"]);
  const stale = { afterMs: -1_000, limit: 10 };
  assert.equal((await stalePrompts(acme, stale, "acme")).length, 1);
  assert.equal((await stalePrompts(worker, stale, null)).length, 1);
});

test("models are those of the tenant's key, unknown until they are listed, and those of the deployment without one", async () => {
  await saveModels(worker, "p", ["usual"]);
  await record(["acme", true, null]);
  const issues = async (tenant: string, model: string) =>
    (await checkModel(inTenant(api, tenant), { provider: "p", tenant }, model))
      .pendingVerifications;
  assert.equal((await issues("acme", "usual"))[0]?.neverAnswered, true);
  await saveTenantModels(worker, "acme", ["ft:own"]);
  assert.deepEqual(await issues("acme", "ft:own"), []);
  assert.doesNotMatch((await issues("acme", "x"))[0]?.message ?? "", /usual/);
  assert.doesNotMatch((await issues("globex", "ft:own"))[0]?.message ?? "", /It offers.*ft:/);
  assert.equal((await issues("globex", "ft:own")).length, 1);
  await record(["acme", false, null]);
  await saveTenantModels(worker, "acme", ["late"]);
  assert.deepEqual(await issues("acme", "usual"), []);
});
