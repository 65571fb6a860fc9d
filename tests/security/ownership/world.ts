import { idKind } from "../../../protocol/ids.ts";
import { poll } from "../../../protocol/async/poll.ts";
import { researchAgents } from "../../../protocol/research/phase.ts";
import { connect } from "../../../store/database/connect.ts";
import type { Sql } from "../../../store/mod.ts";
import { type Api, readUntil, type SeenEvent, turnEnds } from "../../support/api.ts";
import { type IdentityStack, sharedIdentityStack } from "../../support/identity.ts";
import { Research } from "../../support/research.ts";
import * as documents from "../../support/schedules.generated.ts";
import { eventually, unique } from "../../support/test-stack.ts";

/** One user's objects of every kind, and other users. */
export interface World extends AsyncDisposable {
  t: IdentityStack;
  sql: Sql;
  /** Members of the first tenant; `team` is a group of bob. */
  ada: Api;
  bob: Api;
  /** An administrator of another tenant. */
  mallory: Api;
  analyst: string;
  /** Of ada: a conversation that waits for a decision, one with a turn that has ended, and a run. */
  waiting: string;
  done: string;
  run: string;
  /** One id of each kind of ada's objects. */
  ids: Map<string, string>;
}

const asks = (e: SeenEvent) => e.__typename === "TurnChanged" && e.status === "WAITING";

/** Makes the objects. */
export async function startWorld(): Promise<World> {
  const t = await sharedIdentityStack("ownership");
  const sql = connect(t.stack.urls.database, { name: "test", max: 4 });
  await eventually("the tools are listed", () => t.api.listsTools("prices"));
  const analyst = unique("analyst");
  const careful = unique("careful");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await t.api.register(analyst);
  await t.api.register(careful, { tools: [tool] });
  for (const name of Object.values(researchAgents)) {
    await t.api.register(name, { alias: "stable", tools: [] });
  }
  const member = { roles: ["member"], ttl: 3_600 };
  const ada = await t.as({ ...member, subject: "ada" });
  const bob = await t.as({ ...member, subject: "bob", groups: ["team"] });
  const mallory = await t.as({
    ...{ tenant: t.tenants[1], subject: "mallory", roles: ["admin"], ttl: 3_600 },
  });
  const waiting = await ada.start(careful, "What does NVDA cost?");
  const done = await ada.start(analyst, "What does NVDA cost?");
  const run = await new Research(ada).start("How is AMD?");
  await readUntil(ada.follow(waiting), asks);
  await readUntil(ada.follow(done), turnEnds());
  const ids = await idsOf(sql, t.tenants[0], [waiting, done, run]);
  ids.set("schedule", await scheduleOf(ada, analyst));
  return {
    ...{ t, sql, ada, bob, mallory, analyst, waiting, done, run, ids },
    [Symbol.asyncDispose]: async () => {
      await sql.end({ timeout: 1 });
      await t[Symbol.asyncDispose]();
    },
  };
}

/** Makes a schedule; its id. */
async function scheduleOf(api: Api, agent: string): Promise<string> {
  const input = {
    ...{ name: "morning", spec: { every: { interval: "PT24H" } } },
    work: { conversation: { agent, text: "What is new?" } },
  };
  const { schedule } = await api.mutate(documents.createTestSchedule, input);
  if (!schedule) throw new Error("the schedule is not there");
  return schedule.id;
}

/** One id of each kind of what belongs to these conversations and runs. */
async function idsOf(sql: Sql, tenant: string, roots: string[]): Promise<Map<string, string>> {
  const read = async () => {
    const rows = await sql<{ id: string }[]>`
      select id from streams where id = any(${roots}) and tenant = ${tenant}
      union all select id from turns where conversation_id = any(${roots}) and tenant = ${tenant}
      union all select id from entries where conversation_id = any(${roots}) and tenant = ${tenant}
      union all select id from calls where conversation_id = any(${roots}) and tenant = ${tenant}
      union all select id from approvals where conversation_id = any(${roots}) and tenant = ${tenant}
      union all select id from research_phases where research_id = any(${roots})`;
    const ids = new Map(rows.map(({ id }) => [idKind(id) ?? "", id]));
    return ids.has("phase") ? ids : undefined;
  };
  return await poll(read, { withinMs: 30_000, everyMs: 100, what: "the run has a phase" });
}
