import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "../database/connect.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { deploymentTables } from "../erasure/tenant/tenant-tables.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { asRoles, type RoleUrls } from "../testing/roles.ts";
import { fillTables } from "../testing/fill-tables.ts";

let db: TestDatabase;
let urls: RoleUrls;
let roles: Record<"api" | "worker", Sql>;
/** Every table and view with a tenant, and all partitions. */
let tables: string[];

before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
  roles = {
    api: connect(urls.api, { name: "test", max: 2 }),
    worker: connect(urls.worker, { name: "test", max: 2 }),
  };
  tables = await fillTables(db.sql, ["acme", "globex"]);
});
after(async () => {
  await Promise.all(Object.values(roles).map((sql) => sql.end({ timeout: 1 })));
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

test("a table has a tenant and forced row level security, or is known to belong to the deployment", async () => {
  const found = await db.sql<{ name: string; isProtected: boolean }[]>`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity
      and exists (select from pg_policy p where p.polrelid = c.oid and p.polroles = '{0}' and p.polcmd = '*'
        and pg_get_expr(p.polqual, c.oid) like '(tenant = %' and p.polwithcheck is null)
      and (select count(*) from pg_policy p where p.polrelid = c.oid) = 2
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant' and a.attnotnull)
        as is_protected
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`;
  const open = found.filter((table) => !table.isProtected).map(({ name }) => name);
  assert.deepEqual(open, [...deploymentTables].toSorted());
  const protectedTables = found.filter((table) => table.isProtected).map(({ name }) => name);
  assert.deepEqual(tables.toSorted(), protectedTables);
  assert.ok(tables.length > 25, tables.join());
});

test("a view reads as its caller", async () => {
  const views = await db.sql<{ name: string; options: string[] | null }[]>`
    select relname as name, reloptions as options from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'v'`;
  assert.ok(views.length > 1);
  for (const { name, options } of views) {
    assert.deepEqual(options, ["security_invoker=true"], name);
  }
});

/** The tenants whose rows of a table a role sees; null: it may not read the table at all. */
async function tenantsIn(sql: Sql, table: string): Promise<string[] | null> {
  try {
    const rows = await sql<{ tenant: string }[]>`select distinct tenant from ${
      sql(table)
    } order by 1`;
    return rows.map((row) => row.tenant);
  } catch (error) {
    assert.equal((error as { code: string }).code, "42501");
    return null;
  }
}

/** The columns that can be written. */
async function columnsOf(table: string): Promise<string> {
  const [row] = await db.sql<{ names: string }[]>`
    select string_agg(quote_ident(attname), ',') as names from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
  return row?.names ?? "";
}

for (const name of ["api", "worker"] as const) {
  test(`the role of the ${name} sees no row without a tenant, and with one the rows of no other`, async () => {
    const pool = roles[name];
    let read = 0;
    for (const table of tables) {
      const all = await tenantsIn(db.sql, table);
      const isEmpty = all?.length === 0; // a partition of another time
      if (!isEmpty) assert.deepEqual(all, ["acme", "globex"], table);
      const seen = await tenantsIn(pool, table);
      if (seen === null) continue;
      assert.deepEqual(seen, [], table);
      assert.deepEqual(
        await tenantsIn(inTenant(pool, "acme"), table),
        isEmpty ? [] : ["acme"],
        table,
      );
      assert.deepEqual(await tenantsIn(inTenant(pool, "initech"), table), [], table);
      assert.deepEqual(await tenantsIn(inTenant(pool, ""), table), [], table);
      read++;
    }
    assert.ok(read > 25, `${read} tables`);
    for (const none of [pool, inTenant(pool, "initech")]) {
      assert.equal((await none`select from final_events`).count, 0);
    }
    assert.ok((await inTenant(pool, "acme")`select from final_events`).count > 0);
  });

  test(`the role of the ${name} writes no row of another tenant, nor moves one to another tenant`, async () => {
    const refused = async (sql: Sql, statement: string) => {
      const error = await sql.unsafe(statement).then(() => null, (e) => e as { code: string });
      assert.equal(error?.code, "42501", statement);
    };
    const changed = async (sql: Sql, statement: string) => {
      const result = await sql.unsafe(statement).catch((error: { code: string }) => error);
      // Without the privilege it is refused before any row is looked at.
      if ("code" in result) assert.equal(result.code, "42501", statement);
      else assert.equal(result.count, 0, statement);
    };
    for (const table of tables) {
      const acme = inTenant(roles[name], "acme");
      if ((await tenantsIn(db.sql, table))?.length === 0) continue;
      await refused(acme, `update ${table} set tenant = 'globex'`);
      const columns = await columnsOf(table);
      const copy =
        `select (jsonb_populate_record(t, '{"tenant": "globex"}')).* from ${table} t limit 1`;
      await refused(
        acme,
        `insert into ${table} (${columns}) select ${columns} from (${copy}) copied`,
      );
      await changed(acme, `update ${table} set tenant = 'acme' where tenant = 'globex'`);
      await changed(acme, `delete from ${table} where tenant = 'globex'`);
      for (const none of [roles[name], inTenant(roles[name], "initech")]) {
        await changed(none, `update ${table} set tenant = tenant`);
        await changed(none, `delete from ${table}`);
      }
      assert.deepEqual(await tenantsIn(db.sql, table), ["acme", "globex"], table);
    }
  });
}

test("a partition that is added later is protected, too", async () => {
  const [{ name } = { name: "" }] = await roles.worker<{ name: string }[]>`
    select add_events_partition('24 hours') as name`;
  const [added] = await db.sql<{ forced: boolean; policies: number }[]>`
    select relforcerowsecurity as forced, (select count(*) from pg_policy where polrelid = c.oid) as policies
    from pg_class c where relname = ${name}`;
  assert.deepEqual(added, { forced: true, policies: 2 });
});

test("the functions for all tenants give the worker ids and numbers, and the API none of them", async () => {
  const results = await db.sql<{ name: string; columns: string[] | null }[]>`
    select proname as name, proargnames[pronargs + 1:] as columns from pg_proc
    where prosecdef and pronamespace = 'public'::regnamespace
      and has_function_privilege('tramontane_worker', oid, 'execute')
      and not has_function_privilege('tramontane_api', oid, 'execute')`;
  const ids = [
    "tenant",
    "id",
    "conversation_id",
    "research_id",
    "remote_id",
    "agent",
    "queue",
    "provider",
    "schedule_id",
  ];
  const numbers = ["count", "moved", "waited_ms", "oldest_ms", "behind"];
  const known = [...ids, ...numbers, "claim", "work", "status", "consumer"];
  known.push("revision", "unarmed", "late_ms", "missed");
  known.push("fence", "waiting", "dead", "paused");
  assert.ok(results.length > 15);
  for (const { name, columns } of results) {
    assert.deepEqual(
      (columns ?? []).filter((column) => !known.includes(column)),
      [],
      name,
    );
    await assert.rejects(roles.api.unsafe(`select ${name}()`), { code: /42501|42883/ }, name);
  }
});
