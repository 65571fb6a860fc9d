import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { authorize } from "../../protocol/auth/authorize.ts";
import { type Bound, localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { Role } from "../../protocol/auth/roles.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { searchKinds } from "../../protocol/search/records.ts";
import { type Visibility, visibilityOf } from "../../protocol/auth/visibility.ts";
import {
  approvalCount,
  approvalInbox,
  conversationPage,
  failedTurns,
  type Ownership,
  readOwnership,
  researchRunPage,
  searchPage,
  usageBetween,
} from "../../store/mod.ts";
import { registerAnalyst, type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { player } from "../../store/testing/play-turns.ts";
import { toResource } from "../../store/mod.ts";

const tenant = "default";
/** Sees no object. */
const nothing: Visibility = {
  ...{ own: null, deciding: false, bound: { kind: "conversation", id: "" } },
};
const page = { first: 250 };
let db: TestDatabase;
let conversations: string[];
let approvals: Map<string, string>;
let owned: Map<string, Ownership>;

before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  await fill();
  conversations = await idsOf("conversations");
  const found = await db.sql<{ id: string; conversationId: string }[]>`
    select id, conversation_id from approvals where tenant = ${tenant}`;
  approvals = new Map(found.map((a) => [a.id, a.conversationId]));
  const ids = [...conversations, ...await idsOf("research_runs")];
  const all = await readOwnership(db.sql, tenant, ids);
  owned = new Map(all.flatMap((one) => one === null ? [] : [[one.id, one]]));
  assert.deepEqual([owned.size, approvals.size], [ids.length, 2]);
});
after(() => db[Symbol.asyncDispose]());

const idsOf = async (table: string) =>
  (await db.sql<{ id: string }[]>`select id from ${db.sql(table)} where tenant = ${tenant}`)
    .map(({ id }) => id);

/** Objects of three owners with all kinds of shares, and the same in another tenant. */
async function fill() {
  const { sql } = db;
  await sql.unsafe(`
    insert into agents (id, tenant, name) values ('agent_o', 'default', 'other'), ('agent_g', 'globex', 'analyst');
    insert into agent_versions (id, tenant, agent_id, number, hash, spec)
      values ('version_o', 'default', 'agent_o', 1, 'h', '{}'), ('version_g', 'globex', 'agent_g', 1, 'h', '{}');
    create temporary table made as
      select t as tenant, o as owner, s as share, v as version, r as in_run, row_number() over () as n
      from unnest(array['default', 'globex']) t, unnest(array[null, 'ada', 'bob']) o,
        unnest(array['', 'ada READ', 'ada WRITE', 'group:team READ', 'team READ']) s,
        unnest(array[1, 2]) v, unnest(array[false, true]) r;
    insert into streams (id, tenant) select k || n, tenant from made, unnest(array['conversation_', 'research_']) k;
    insert into research_runs (id, tenant, question, symbols, searches, revisions, language, agents, provider,
        sample_market_data, budget, actor, owner)
      select 'research_' || n, tenant, 'q', '{}', 1, 1, 'en', '{}', 'emulator', true, '{}', '{}', owner from made
      where in_run;
    insert into conversations (id, tenant, agent_version_id, provider, owner, research_id)
      select 'conversation_' || n, tenant, case when tenant = 'globex' then 'version_g' when version = 1 then 'version_o'
        else (select v.id from agent_versions v join agents a on a.id = v.agent_id
          where a.tenant = 'default' and a.name = 'analyst') end, 'emulator',
        case when not in_run then owner end, case when in_run then 'research_' || n end from made;
    insert into shares (tenant, object_id, grantee, access, granted_by)
      select tenant, case when in_run then 'research_' else 'conversation_' end || n,
        split_part(share, ' ', 1), split_part(share, ' ', 2), '{}' from made where share <> '';
    drop table made;
    insert into shares (tenant, object_id, grantee, access, granted_by)
      select 'globex', id, 'eve', 'READ', '{}' from conversations where tenant = 'default';`);
  const play = player(sql);
  for (const owner of ["bob", null]) {
    const ref = await play.start("buy");
    await play.ask(await play.claim(ref), ["AMD"], "prices", "trade");
    await sql`update conversations set owner = ${owner} where id = ${ref.conversationId}`;
  }
}

const bounds = (): (Bound | null)[] => [
  null,
  { kind: "agent", id: "other" },
  { kind: "agent", id: "none" },
  { kind: "conversation", id: conversations[7] ?? "" },
  { kind: "conversation", id: "conversation_none" },
  { kind: "research", id: [...owned.keys()].find((id) => id.startsWith("research_")) ?? "" },
];
const subjects: [string, string[]][] = [
  ["ada", []],
  ["bob", ["team"]],
  ["team", ["other"]],
  ["group:team", []],
  ["eve", []],
];
const roles: Role[][] = [["member"], ["approver"], ["operator"], ["viewer"], [
  "operator",
  "approver",
], []];
const grants: Scope[] = ["conversations:read", "research:read", "approvals:read"];

function* principals(): Generator<Principal> {
  for (const kind of ["USER", "SERVICE", "SESSION"] as const) {
    for (const [subject, groups] of subjects) {
      for (const bound of bounds()) {
        const one = { ...localPrincipal, kind, subject, groups, bound };
        for (const of of roles) yield { ...one, roles: of };
        yield { ...one, roles: [], scopes: grants };
      }
    }
  }
}

/** Compares a list for every principal with what `authorize` says of each object. */
async function compare(
  scope: Scope,
  objects: readonly [id: string, decidedBy: string][],
  list: (visible: ReturnType<typeof visibilityOf>) => Promise<string[]>,
) {
  const lists = new Map<string, Promise<string[]>>();
  let visible = 0;
  for (const principal of principals()) {
    for (const reason of [null, "incident 7"]) {
      const filter = visibilityOf(principal, scope, reason);
      const key = JSON.stringify(filter);
      const found = lists.get(key) ?? list(filter);
      lists.set(key, found);
      const expected = objects.filter(([, by]) => {
        const resource = toResource(tenant, owned.get(by) ?? assert.fail(by));
        return authorize(principal, scope, resource, reason);
      });
      assert.deepEqual(
        (await found).sort(),
        expected.map(([id]) => id).sort(),
        JSON.stringify({ scope, reason, principal }),
      );
      visible += expected.length;
    }
  }
  assert.ok(visible > 0 && lists.size > 10, "the principals see different objects");
}

test("the list of conversations has exactly those that a principal may read", async () => {
  const listed = conversations.filter((id) => owned.get(id)?.researchId === null);
  await compare("conversations:read", listed.map((id) => [id, id]), async (visible) => {
    const { items } = await conversationPage(db.sql, tenant, {}, page, visible);
    return items.map(({ node }) => node.id);
  });
});

test("the list of research runs has exactly those that a principal may read", async () => {
  const runs = [...owned.keys()].filter((id) => id.startsWith("research_"));
  await compare("research:read", runs.map((id) => [id, id]), async (visible) => {
    const { items } = await researchRunPage(db.sql, tenant, null, page, visible);
    return items.map(({ node }) => node.id);
  });
});

test("the inbox of approvals has and counts exactly those that a principal may read", async () => {
  await compare("approvals:read", [...approvals], async (visible) => {
    const inbox = await approvalInbox(db.sql, tenant, {}, page, visible);
    assert.equal(await approvalCount(db.sql, tenant, {}, visible), inbox.items.length);
    if (visible !== null) assert.equal(inbox.head, 0, "the head counts approvals of others");
    return inbox.items.map(({ node }) => node.id);
  });
});

test("the list of failed turns has exactly those of conversations that a principal may read", async () => {
  await db.sql.unsafe(`
    insert into turns (id, tenant, conversation_id, number, status, ended_at, failure)
      select 'turn_' || md5(id), tenant, id, 98, 'FAILED', now(), '{"code": "INTERNAL", "message": "It broke."}'
      from conversations`);
  const listed = conversations.filter((id) => owned.get(id)?.researchId === null);
  await compare("conversations:read", listed.map((id) => [id, id]), async (visible) => {
    const { items } = await failedTurns(db.sql, tenant, page, visible);
    return items.map(({ node }) => node.conversationId);
  });
});

test("the search finds exactly the texts that a principal may read", async () => {
  await db.sql.unsafe(`
    insert into turns (id, tenant, conversation_id, number, status)
      select 'turn_s' || id, tenant, id, 99, 'COMPLETED' from conversations;
    insert into entries (id, tenant, conversation_id, turn_id, kind, position, status, role)
      select 'message_' || replace(id, '_', ''), tenant, id, 'turn_s' || id, 'message', 9999, 'COMPLETED', 'USER'
      from conversations;
    insert into search_texts (tenant, id, kind, object_id, at, text)
      select tenant, 'message_' || replace(id, '_', ''), 'MESSAGE', id, now(), 'Feldlerche' from conversations
      union all select tenant, id, 'REPORT', id, now(), 'Feldlerche' from research_runs`);
  const foundBy = async (
    visible: Partial<Record<"conversations" | "research", Visibility | null>>,
  ) => {
    const seen = { conversations: nothing, research: nothing, ...visible };
    const searched = { query: "feldlerche", kinds: searchKinds };
    const { items } = await searchPage(db.sql, tenant, searched, page, seen, 5_000);
    return items.map(({ node }) => node.objectId);
  };
  const runs = [...owned.keys()].filter((id) => id.startsWith("research_"));
  await compare(
    "conversations:read",
    conversations.map((id) => [id, id]),
    (visible) => foundBy({ conversations: visible }),
  );
  await compare(
    "research:read",
    runs.map((id) => [id, id]),
    (visible) => foundBy({ research: visible }),
  );
});

test("usage has the calls of visible conversations alone", async () => {
  const callsOf = async (over: Partial<Principal>) => {
    const principal = { ...localPrincipal, kind: "USER" as const, roles: [], ...over };
    const visible = visibilityOf(principal, "usage:read", null);
    const question = {
      ...{ from: "2000-01-01", to: "2999-12-31", groupBy: [], agents: null, models: null },
    };
    const rows = await usageBetween(db.sql, tenant, question, 10, visible);
    return rows.reduce((sum, { modelCalls }) => sum + modelCalls, 0);
  };
  const scopes: Scope[] = ["usage:read"];
  assert.equal(await callsOf({ subject: "ada", scopes }), 1, "that of the whole tenant");
  assert.equal(await callsOf({ subject: "bob", scopes }), 2);
  assert.equal(await callsOf({ subject: "bob", kind: "SESSION", scopes }), 1, "its own");
  assert.equal(await callsOf({ subject: "ada", roles: ["developer"] }), 2);
  assert.equal(await callsOf({ subject: "bob" }), 0, "without the scope");
});

test("pages of a filtered list are full", async () => {
  const principal: Principal = {
    ...{ ...localPrincipal, kind: "USER", subject: "ada", roles: ["member"] },
  };
  const visible = visibilityOf(principal, "conversations:read", null);
  const first = await conversationPage(db.sql, tenant, {}, { first: 5 }, visible);
  assert.deepEqual([first.items.length, first.hasNextPage], [5, true]);
});
