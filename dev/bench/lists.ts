import type { ConversationFilter } from "../../protocol/conversation/records.ts";
import { conversationPage } from "../../store/conversation/read-conversations.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import { connect, migrate, type Sql } from "../../store/mod.ts";
import type { TestDatabase } from "../../store/testing/database.ts";
import { asRoles } from "../../store/testing/roles.ts";
import { startLogStack } from "../../tests/support/log-stack.ts";
import { fillStore } from "./fill-store.ts";
import { summary, table } from "./stats.ts";

const conversations = 100_000;
const times = 20;

/** Time of a page of 50 for each filter, as the API reads it: below row level security. */
export async function lists(): Promise<string> {
  await using t = await startLogStack();
  const admin = connect(t.stack.urls.database, { name: "bench", max: 1 });
  await admin`create database lists`;
  const url = Object.assign(new URL(t.stack.urls.database), { pathname: "/lists" }).href;
  const sql = connect(url, { name: "bench", max: 1, patient: true, keep: true });
  await migrate(sql);
  await fillStore(sql, { conversations, days: 30, partitions: 0, events: 0 });
  for (const statement of variety) await sql.unsafe(statement);
  try {
    return await asApi({ sql, url, admin, [Symbol.asyncDispose]: () => Promise.resolve() });
  } finally {
    await Promise.all([sql, admin].map((one) => one.end({ timeout: 1 })));
  }
}

async function asApi(database: TestDatabase): Promise<string> {
  await using roles = await asRoles(database);
  const api = connect(roles.api, { name: "bench", max: 1 });
  try {
    return await pages(inTenant(api, "default"));
  } finally {
    await api.end({ timeout: 1 });
  }
}

/** One conversation in a thousand has failed, in a hundred been cancelled, in 51 is closed; 500 turns are open. */
const variety = [
  `insert into agent_versions (id, tenant, agent_id, number, hash, spec)
    select 'version_' || n, 'default', 'agent_1', n, 'h' || n, '{}' from generate_series(2, 20) n`,
  `with numbered as (select id, row_number() over (order by id) as n from conversations)
    update conversations c set ended_turn = 2, cost_nanos = n * 100000,
      agent_version_id = case when n % 500 = 0 then 'version_' || 2 + n / 500 % 19 else 'version_1' end,
      ended_status = case when n % 1000 = 0 then 'FAILED' when n % 100 = 0 then 'CANCELLED' else 'COMPLETED' end,
      closed_at = case when n % 51 = 0 then active_at end,
      labels = case when n % 700 = 0 then '{rare}'::text[] else '{}' end
    from numbered where numbered.id = c.id`,
  `update turns set status = 'RUNNING', ended_at = null where number = 2 and conversation_id in (
    select id from conversations order by md5(id) limit 500)`,
  `update conversations c set ended_turn = 1, ended_status = 'COMPLETED' from turns t
    where t.conversation_id = c.id and t.ended_at is null`,
  `update turns t set status = 'FAILED', failure = '{"code": "INTERNAL", "message": ""}' from conversations c
    where c.id = t.conversation_id and t.number = 2 and t.ended_at is not null and c.ended_status = 'FAILED'`,
  `vacuum analyze`,
];

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);

const filters: Record<string, ConversationFilter> = {
  "none": {},
  "version with 10 conversations": { agent: "filled", version: 7 },
  "agent with all": { agent: "filled" },
  "agent without any": { agent: "other" },
  "label": { labels: ["rare"] },
  "closed": { open: false },
  "open, last turn failed": { open: true, lastTurn: "FAILED" },
  "last turn failed": { lastTurn: "FAILED" },
  "last turn cancelled": { lastTurn: "CANCELLED" },
  "last turn completed": { lastTurn: "COMPLETED" },
  "last turn running": { lastTurn: "RUNNING" },
  "last turn waiting: none": { lastTurn: "WAITING" },
  "created on a day a month ago": { createdFrom: ago(29), createdTo: ago(28) },
  "active on a day a month ago": { activeFrom: ago(29), activeTo: ago(28) },
  "least cost: 30 match": { minCostNanos: 9_997_000_000 },
  "least cost: none": { minCostNanos: 90_000_000_000 },
  "failed, a month ago": { lastTurn: "FAILED", createdTo: ago(28) },
  "cost and version": { agent: "filled", version: 7, minCostNanos: 90_000_000_000 },
};

async function pages(sql: Sql): Promise<string> {
  const rows: string[][] = [];
  for (const [name, filter] of Object.entries(filters)) {
    const took: number[] = [];
    let found = 0;
    for (let i = 0; i < times; i++) {
      const startedAt = performance.now();
      found = (await conversationPage(sql, "default", filter, { first: 50 })).items.length;
      took.push(performance.now() - startedAt);
    }
    rows.push([name, `${found}`, summary(took).p50.toFixed(1), Math.max(...took).toFixed(0)]);
  }
  return table(["filter", "rows", "p50 ms", "max ms"], rows);
}
