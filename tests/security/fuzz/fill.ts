import { noSettings } from "../../../protocol/agent/agent.ts";
import { noBudget } from "../../../protocol/budget/budget.ts";
import { researchAgents } from "../../../protocol/research/phase.ts";
import { registerAgent } from "../../../store/commands/register-agent.ts";
import { advanceRun } from "../../../store/research/advance-run.ts";
import { consumeFeeds } from "../../../store/feed/consume-feed.ts";
import { movePending } from "../../../store/feed/move-pending.ts";
import { searchConsumer } from "../../../store/search/index-feed.ts";
import type { Sql } from "../../../store/mod.ts";
import { anySchema, caller, newKey } from "../../../store/testing/database.ts";
import type { Tx } from "../../../store/database/sql.ts";
import { player, type Ref } from "../../../store/testing/play-turns.ts";
import { failTurn } from "../../../store/turn/fail-turn.ts";
import type { Api } from "../../support/api.ts";
import { createTestSchedule, triggerTestSchedule } from "../../support/schedules.generated.ts";
import { type Known, knownIn } from "./known.ts";

/** Fills a log stack with some objects of every kind, and returns them. */
export async function fill(api: Api, sql: Sql): Promise<Known> {
  const play = player(sql);
  const asking = await play.start("buy");
  await play.ask(await play.claim(asking), ["AAPL", "MSFT"], "prices", "trade");
  for (const text of ["hello", "again"]) {
    const ref = await play.start(text);
    await play.answer(await play.claim(ref), "Well.");
    await play.send(ref, "more");
  }
  for (const text of ["fails", "fails, too"]) await failedTurn(sql, await play.start(text));
  await api.start("analyst", "waits");
  await startResearch(api, sql);
  await createKey(api);
  for (const name of ["daily", "nightly"]) await fireSchedule(api, name);
  for (const name of ["one", "two"]) await callWebhook(api, name);
  // No worker runs: what it would do for the feed and the search.
  await movePending(sql, 1_000);
  while (await consumeFeeds(sql, searchConsumer) > 0);
  return knownIn(await api.run(everything));
}

async function failedTurn(sql: Sql, { conversationId }: Ref) {
  const failure = { code: "INTERNAL", message: "It broke." } as const;
  await sql.begin(async (tx) => {
    const [turn] = await tx<{ id: string }[]>`
      select id from turns where conversation_id = ${conversationId}`;
    await failTurn(tx as Tx, conversationId, turn?.id ?? "", failure);
  });
}

async function startResearch(api: Api, sql: Sql) {
  for (const name of Object.values(researchAgents)) {
    await registerAgent(sql, caller, {
      idempotencyKey: newKey(),
      name,
      description: null,
      model: "m",
      instructions: "Be brief.",
      tools: [],
      settings: noSettings,
      turnBudget: noBudget,
      conversationBudget: noBudget,
      note: null,
      alias: "stable",
    }, anySchema);
  }
  const input = { idempotencyKey: newKey(), question: "How is AMD doing?", symbols: ["AMD"] };
  type Started = { startResearch: { research: { id: string } } };
  const { startResearch } = await api.run<Started>(
    `mutation ($input: StartResearchInput!) { startResearch(input: $input) {
      ... on StartResearchPayload { research { id } } } }`,
    { input },
  );
  await advanceRun(sql, { tenant: "default", researchId: startResearch.research.id });
}

async function createKey(api: Api) {
  const input = { idempotencyKey: newKey(), name: "fuzz", roles: ["viewer"] };
  await api.run(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename } }`,
    { input },
  );
}

/** A schedule with a firing that waits for a worker. */
async function fireSchedule(api: Api, name: string) {
  const { schedule } = await api.mutate(createTestSchedule, {
    ...{ name, spec: { every: { interval: "P1D" } } },
    work: { conversation: { agent: "analyst", text: "hello" } },
  });
  await api.mutate(triggerTestSchedule, { scheduleId: schedule?.id ?? "" });
}

/** A webhook with a delivery that waits for a worker. */
async function callWebhook(api: Api, name: string) {
  const made = await api.attempt(
    `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { __typename
      ... on CreateWebhookPayload { webhook { id } } } }`,
    { name, address: "https://hooks.example/" },
  ) as unknown as { webhook: { id: string } };
  await api.attempt(
    `mutation ($input: TestWebhookInput!) { testWebhook(input: $input) { __typename } }`,
    { webhookId: made.webhook.id },
  );
}

const page = "pageInfo { endCursor } edges { cursor node { id } }";
const everything = `{
  agents(first: 8) { edges { cursor node { id name versions(first: 8) { ${page} } } } }
  conversations(first: 8) { edges { cursor node { id eventCursor turns(first: 8) { ${page} } entries(first: 8) { ${page} }
    events(first: 8) { edges { cursor } } } } }
  approvals(first: 8) { eventCursor ${page} }
  approvalEvents(first: 8) { edges { cursor } }
  feed(first: 8) { edges { cursor node { nodeId } } }
  researchRuns(first: 8) { edges { cursor node { id eventCursor phases { id } events(first: 8) { edges { cursor } } } } }
  apiKeys(first: 8) { ${page} }
  schedules(first: 8) { edges { cursor node { id name firings(first: 8) { ${page} } } } }
  webhooks(first: 8) { edges { cursor node { id name deliveries(first: 8) { ${page} } } } }
  mcpServers { id name }
}`;
