import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noBudget } from "../../protocol/budget/budget.ts";
import { researchQueue } from "../../protocol/command/command-workflow.ts";
import { noSettings } from "../../protocol/agent/agent.ts";
import type { StartResearch } from "../../protocol/research/commands.ts";
import { researchAgents } from "../../protocol/research/phase.ts";
import { type SymbolAnswer, unchecked } from "../../protocol/research/resolved-symbol.ts";
import { nextCommand, rejectCommand } from "../../store/commands/pending-commands.ts";
import { registerAgent } from "../../store/commands/register-agent.ts";
import { startResearch as startInStore } from "../../store/commands/start-research.ts";
import { saveListing } from "../../store/mcp/servers.ts";
import { Refusal } from "../../store/refusal.ts";
import {
  anySchema,
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../../store/testing/database.ts";
import type { Logger } from "../../telemetry/log.ts";
import { type CommandNotifications, commandNotifications } from "./command-notifications.ts";
import { startResearch } from "./research-commands.ts";

let db: TestDatabase;
let notifications: CommandNotifications;
const place = { provider: "emulator", sampleMarketData: true };

before(async () => {
  db = await testDatabase();
  notifications = commandNotifications(db.url, { warn: () => {} } as unknown as Logger);
  await registerAnalyst(db.sql);
  const agent = {
    ...{ description: null, model: "m", instructions: "Be brief.", tools: [], note: null },
    ...{ settings: noSettings, turnBudget: noBudget, conversationBudget: noBudget },
    alias: "stable",
  };
  for (const name of Object.values(researchAgents)) {
    const command = { ...agent, name, idempotencyKey: newKey() };
    await registerAgent(db.sql, caller, command, anySchema);
  }
  const resolver = {
    ...{ name: "resolve_symbols", title: null, description: null, inputSchema: {}, hash: "h" },
    ...{ outputSchema: null, readOnly: true, idempotent: true },
  };
  const server = { name: "market", url: "http://market.example", prompts: [] };
  await saveListing(db.sql, { ...server, tools: [resolver] });
});
after(async () => {
  await notifications.close();
  await db[Symbol.asyncDispose]();
});

const commandAbout = (...symbols: string[]): StartResearch => ({
  ...{ idempotencyKey: newKey(), question: "How is it?", symbols, searches: 2, revisions: 1 },
  ...{ language: "en", alias: "stable", budget: null },
});
const answer = (symbol: string, known: boolean): SymbolAnswer => ({
  ...{ ...unchecked(symbol), known },
  suggestions: [],
});

/** Executes the pending start with these answers, as a worker does. */
async function execute(key: string, answers: SymbolAnswer[]) {
  const pending = await nextCommand(db.sql, { tenant: caller.tenant, queue: researchQueue(key) });
  if (!pending) throw new Error("no command is pending");
  const command = pending.command as StartResearch;
  const context = pending.context as typeof place;
  await startInStore(db.sql, pending.caller, command, context, answers).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    return rejectCommand(db.sql, pending, error.error);
  });
}

const start = (command: StartResearch, wake: () => void = () => {}, timeoutMs = 8_000) => {
  const times = { timeoutMs, pollMs: 4_000 };
  return startResearch({ sql: db.sql, notifications, wake, times }, place, caller, command);
};

test("a start about new symbols is executed by a worker, the next one about them at once", async () => {
  const command = commandAbout("AMD");
  const started = await start(
    command,
    () => void execute(command.idempotencyKey, [answer("AMD", true)]),
  );
  assert.ok("researchId" in started);
  const again = await start(command, assert.fail);
  assert.deepEqual(again, { ...started, replayed: true });
  assert.ok("researchId" in await start(commandAbout("AMD"), assert.fail));
});

test("a start about an unknown symbol is refused, and starts nothing", async () => {
  const command = commandAbout("AMD", "ZZZZQ");
  const refused = await start(
    command,
    () => void execute(command.idempotencyKey, [answer("ZZZZQ", false)]),
  );
  assert.ok("type" in refused && refused.type === "ValidationError");
  assert.deepEqual(refused.issues[0]?.path, ["symbols", "1"]);
  const [{ runs } = { runs: -1 }] = await db.sql<{ runs: number }[]>`
    select count(*)::integer as runs from research_runs where 'ZZZZQ' = any(symbols)`;
  assert.equal(runs, 0);
});

test("nothing is recorded for a worker once the tenant's money is spent", async () => {
  const command = commandAbout("TSLA");
  const costLimits = { costPerDay: 0, costPerMonth: null };
  const deps = { sql: db.sql, notifications, wake: () => assert.fail() };
  await assert.rejects(
    startResearch(deps, place, { ...caller, costLimits }, command),
    (e) => e instanceof Refusal && e.error.type === "BudgetExceededError",
  );
  const queue = researchQueue(command.idempotencyKey);
  assert.equal(await nextCommand(db.sql, { tenant: caller.tenant, queue }), undefined);
});

test("without a worker the start stays pending, and the same key returns its run later", async () => {
  const command = commandAbout("NVDA");
  const late = await start(command, () => {}, 50);
  assert.ok("type" in late && late.type === "UnavailableError");
  await execute(command.idempotencyKey, [answer("NVDA", true)]);
  const later = await start(command, assert.fail);
  assert.ok("researchId" in later && later.replayed);
});
