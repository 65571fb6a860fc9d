import process from "node:process";
import { noSettings, type Tool } from "../../protocol/agent/agent.ts";
import { approvalTimeoutMs } from "../../protocol/approval/approval.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import type { WantedTool } from "../../protocol/agent/commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { StartConversation } from "../../protocol/conversation/commands.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import { connect } from "../database/connect.ts";
import type { Sql } from "../database/sql.ts";
import { saveListing } from "../mcp/servers.ts";
import { migrate } from "../database/migrate.ts";
import { registerAgent } from "../commands/register-agent.ts";

/** A database of its own for one test file; disposing drops it. */
export interface TestDatabase extends AsyncDisposable {
  sql: Sql;
  url: string;
  /** Connected to the same server, to another database. */
  admin: Sql;
}

/** Creates a migrated database on the server that TEST_DATABASE_URL names; `deno task test` sets it, with a template. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    throw new Error("TEST_DATABASE_URL is not set. Run these tests by `deno task test`.");
  }
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const admin = connect(server, { name: "test-admin", max: 1 });
  const template = process.env.TEST_TEMPLATE_DATABASE;
  if (template) await admin`create database ${admin(name)} template ${admin(template)}`;
  else await admin`create database ${admin(name)}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const sql = connect(url, { name: "test" });
  if (!template) await migrate(sql);
  return {
    sql,
    url,
    admin,
    [Symbol.asyncDispose]: async () => {
      await sql.end({ timeout: 1 });
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end();
    },
  };
}

/** A user of the tenant `default`. */
export const caller: Caller = {
  tenant: "default",
  subject: null,
  actor: { kind: "USER", name: "local" },
  traceparent: null,
};

/** A key that no other test uses. */
export const newKey = () => crypto.randomUUID();

/** A text as content. */
export const text = (t: string): Content[] => [{ type: "text", text: t }];

/** A read-only tool. */
export const quoteTool: Tool = {
  name: "quote",
  title: null,
  description: "Quotes a price.",
  inputSchema: { type: "object" },
  outputSchema: null,
  readOnly: true,
  idempotent: true,
  hash: "h",
};

/** A tool with side effects, which needs an approval. */
export const tradeTool: Tool = {
  ...quoteTool,
  name: "trade",
  description: "Orders shares.",
  inputSchema: { type: "object", properties: { symbol: { type: "string" } } },
  readOnly: false,
  idempotent: false,
};

/** A tool of the server `prices` for an agent. */
export const wanted = (name: string | null, over: Partial<WantedTool> = {}): WantedTool => ({
  server: "prices",
  name,
  policy: null,
  approvalTimeoutMs,
  approveOnTimeout: false,
  ...over,
});

/** Accepts every output schema: the validator is in another folder. */
export const anySchema = () => [];

/** Registers the agent `analyst` with the tools `quote` and `trade` of the server `prices`. */
export async function registerAnalyst(sql: Sql, by: Caller = caller) {
  await saveListing(sql, {
    name: "prices",
    url: "http://x",
    tools: [quoteTool, tradeTool],
    prompts: [],
  });
  return await registerAgent(sql, by, {
    idempotencyKey: newKey(),
    name: "analyst",
    description: null,
    model: "m",
    instructions: "Be brief.",
    tools: [wanted("quote"), wanted("trade", { approvalTimeoutMs: 60_000 })],
    settings: noSettings,
    turnBudget: noBudget,
    conversationBudget: noBudget,
    note: null,
    alias: null,
  }, anySchema);
}

/** A command that starts a conversation with `analyst`. */
export const withAnalyst = (message: string | null): StartConversation => ({
  idempotencyKey: newKey(),
  agent: "analyst",
  version: null,
  title: null,
  labels: [],
  budget: null,
  content: message === null ? null : text(message),
});
