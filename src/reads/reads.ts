import { limits } from "../../protocol/limits.ts";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { retry } from "../../protocol/async/retry.ts";
import type { Load, Reads } from "../../schema/ports/reads.ts";
import * as store from "../../store/mod.ts";
import { loader as plainLoader } from "./loader.ts";
import { readRetry } from "../log/read-retry.ts";

/** A read over a connection that does not answer is retried over another one after this time, ms. */
const readWithinMs = 3_000;

/** A read that is retried while the database is not available, as after its restart. */
const retrying =
  <A extends unknown[], T>(query: (...args: A) => Promise<T>) => (...args: A): Promise<T> =>
    retry(() => query(...args), readRetry({ isRetryable: store.isTransient }));

/** A loader that retries. It serves the links of events above all, which are read right when the database is back. */
function loader<T>(query: (ids: string[]) => Promise<readonly T[]>): Load<T> {
  return plainLoader(retrying((ids) => withDeadline(readWithinMs, query(ids))));
}

/** All reads of one tenant. One per process and tenant, so that loads of different operations share a query. */
export function storeReads(sql: store.Sql, tenant: string): Reads {
  return {
    agent: loader((ids) => store.agentsByIds(sql, tenant, ids)),
    agentByName: retrying((name) => store.agentByName(sql, tenant, name)),
    agents: retrying((filter, args) => store.agentPage(sql, tenant, filter, args)),
    aliasesOfAgent: loader((ids) => store.aliasesByAgentIds(sql, tenant, ids)),
    agentVersion: loader((ids) => store.agentVersionsByIds(sql, tenant, ids)),
    agentVersionAt: retrying((agentId, at) => store.agentVersion(sql, tenant, agentId, at)),
    agentVersions: retrying((agentId, args) => store.agentVersionPage(sql, tenant, agentId, args)),
    conversation: loader((ids) => store.conversationsByIds(sql, tenant, ids)),
    conversations: retrying((filter, args) => store.conversationPage(sql, tenant, filter, args)),
    usageOfConversation: loader((ids) => store.conversationUsages(sql, tenant, ids)),
    turn: loader((ids) => store.turnsByIds(sql, tenant, ids)),
    turns: retrying((id, args) => store.turnPage(sql, tenant, id, args)),
    currentTurn: loader((ids) => store.currentTurns(sql, tenant, ids)),
    messagesOfTurn: loader((ids) => store.messagesByTurnIds(sql, tenant, ids)),
    replyOfTurn: loader((ids) => store.repliesByTurnIds(sql, tenant, ids)),
    stepsOfTurn: loader((ids) => store.stepsByTurnIds(sql, tenant, ids)),
    usageOfTurn: loader((ids) => store.turnUsages(sql, tenant, ids)),
    entry: loader((ids) => store.entriesByIds(sql, tenant, ids)),
    entries: retrying((id, args) => store.entryPage(sql, tenant, id, args)),
    step: loader((ids) => store.stepsByIds(sql, tenant, ids)),
    approval: loader((ids) => store.approvalsByIds(sql, tenant, ids)),
    approvalOfCall: loader((ids) => store.approvalsByCallIds(sql, tenant, ids)),
    approvals: retrying((verdict, args) => store.approvalInbox(sql, tenant, verdict, args)),
    auditEvents: retrying((filter, args) => store.auditPage(sql, tenant, filter, args)),
    researchRun: loader((ids) => store.researchRunsByIds(sql, tenant, ids)),
    researchRuns: retrying((status, args) => store.researchRunPage(sql, tenant, status, args)),
    researchPhase: loader((ids) => store.researchPhasesByIds(sql, tenant, ids)),
    phasesOfRun: loader((ids) => store.phasesByRunIds(sql, tenant, ids)),
    usageOfRun: loader((ids) => store.runUsages(sql, tenant, ids)),
    usage: async (question) => ({
      tenant,
      rows: await store.usageBetween(sql, tenant, question, limits.usageRows),
    }),
    apiKey: loader((ids) => store.apiKeysByIds(sql, tenant, ids)),
    apiKeys: retrying((args) => store.apiKeyPage(sql, tenant, args)),
    mcpServer: loader((ids) => store.mcpServersByIds(sql, ids)),
    promptText: loader((ids) => store.promptTexts(sql, ids.map((id) => JSON.parse(id)))),
    mcpServers: retrying(() => store.mcpServers(sql)),
  };
}
