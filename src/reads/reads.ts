import type { VersionSelector } from "../../protocol/agent/commands.ts";
import { limits } from "../../protocol/limits.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import * as store from "../../store/mod.ts";
import { retrying, storeLoader as loader } from "./store-loader.ts";

/** The filters of lists; null: everything of the tenant. */
export interface VisibleLists {
  conversations: store.Visible;
  research: store.Visible;
  approvals: store.Visible;
  usage: store.Visible;
  /** Only webhooks of this owner; null: of all. */
  webhooksOf: string | null;
  schedules: store.VisibleSchedules;
}

const everything: VisibleLists = {
  conversations: null,
  research: null,
  approvals: null,
  usage: null,
  webhooksOf: null,
  schedules: null,
};

/**
 * All reads of one tenant, with lists of what is visible. One for all requesters that see the same, so that loads of
 * different operations share a query.
 */
export function storeReads(
  pool: store.Sql,
  tenant: string,
  visible: VisibleLists = everything,
): Reads {
  const sql = store.inTenant(pool, tenant);
  const latestVersion = loader((ids) => store.latestVersions(sql, tenant, ids));
  const versionAt = retrying((agentId: string, at: VersionSelector) =>
    store.agentVersion(sql, tenant, agentId, at)
  );
  return {
    isLimited: false,
    agent: loader((ids) => store.agentsByIds(sql, tenant, ids)),
    agentByName: retrying((name) => store.agentByName(sql, tenant, name)),
    agents: retrying((filter, args) => store.agentPage(sql, tenant, filter, args)),
    aliasesOfAgent: loader((ids) => store.aliasesByAgentIds(sql, tenant, ids)),
    aliasMoves: retrying((agentId, args) => store.aliasMoves(sql, tenant, agentId, args)),
    agentVersion: loader((ids) => store.agentVersionsByIds(sql, tenant, ids)),
    agentVersionAt: (agentId, at) => at === null ? latestVersion(agentId) : versionAt(agentId, at),
    agentVersions: retrying((agentId, args) => store.agentVersionPage(sql, tenant, agentId, args)),
    madeConversation: loader((ids) => store.conversationsByIds(sql, tenant, ids)),
    conversation: loader((ids) => store.conversationsByIds(sql, tenant, ids)),
    conversations: retrying((filter, args) =>
      store.withFeedHead(
        sql,
        tenant,
        () => store.conversationPageByText(sql, tenant, filter, args, visible.conversations),
      )
    ),
    usageOfConversation: loader((ids) => store.conversationUsages(sql, tenant, ids)),
    turn: loader((ids) => store.turnsByIds(sql, tenant, ids)),
    turns: retrying((id, args) => store.turnPage(sql, tenant, id, args)),
    lastTurn: loader((ids) => store.lastTurns(sql, tenant, ids)),
    failedTurns: retrying((args) => store.failedTurns(sql, tenant, args, visible.conversations)),
    firstText: loader((ids) => store.firstTexts(sql, tenant, ids)),
    turnCount: loader((ids) => store.turnCounts(sql, tenant, ids)),
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
    approvals: retrying((filter, args) =>
      store.approvalInbox(sql, tenant, filter, args, visible.approvals)
    ),
    approvalCount: retrying((filter) =>
      store.approvalCount(sql, tenant, filter, visible.approvals)
    ),
    approvalContext: loader((ids) => store.approvalContexts(sql, tenant, ids)),
    auditEvents: retrying((filter, args) => store.auditPage(sql, tenant, filter, args)),
    madeResearchRun: loader((ids) => store.researchRunsByIds(sql, tenant, ids)),
    researchRun: loader((ids) => store.researchRunsByIds(sql, tenant, ids)),
    researchRuns: retrying((status, args) =>
      store.withFeedHead(
        sql,
        tenant,
        () => store.researchRunPage(sql, tenant, status, args, visible.research),
      )
    ),
    search: retrying((searched, args) => store.searchPage(sql, tenant, searched, args, visible)),
    researchPhase: loader((ids) => store.researchPhasesByIds(sql, tenant, ids)),
    phasesOfRun: loader((ids) => store.phasesByRunIds(sql, tenant, ids)),
    sharesOf: loader((ids) => store.sharesByObjects(sql, tenant, ids)),
    usageOfRun: loader((ids) => store.runUsages(sql, tenant, ids)),
    usage: async (question) => ({
      tenant,
      rows: await store.usageBetween(sql, tenant, question, limits.usageRows, visible.usage),
    }),
    apiKey: loader((ids) => store.apiKeysByIds(sql, tenant, ids)),
    apiKeys: retrying((args) => store.apiKeyPage(sql, tenant, args)),
    tenantQuota: retrying(() => store.readTenantQuota(sql, tenant)),
    webhook: loader((ids) => store.webhooksByIds(sql, tenant, ids)),
    webhooks: retrying((args) => store.webhookPage(sql, tenant, args, visible.webhooksOf)),
    secretsOfWebhook: loader((ids) => store.secretsByWebhooks(sql, tenant, ids)),
    deliveryCounts: loader((ids) => store.deliveryCounts(sql, tenant, ids)),
    delivery: loader((ids) => store.deliveriesByIds(sql, tenant, ids)),
    deliveries: retrying((webhookId, filter, args) =>
      store.deliveryPage(sql, tenant, { webhookId, filter, args })
    ),
    attemptsOfDelivery: loader((ids) => store.attemptsByDeliveries(sql, tenant, ids)),
    schedule: loader((ids) => store.schedulesByIds(sql, tenant, ids)),
    schedules: retrying((args) => store.schedulePage(sql, tenant, args, visible.schedules)),
    firing: loader((ids) => store.firingsByIds(sql, tenant, ids)),
    firings: retrying((id, args) => store.firingPage(sql, tenant, id, args)),
    lastFiring: loader((ids) => store.lastFirings(sql, tenant, ids)),
    mcpServer: loader((ids) => store.mcpServersByIds(sql, tenant, ids)),
    promptText: loader((ids) => store.promptTexts(sql, tenant, ids.map((id) => JSON.parse(id)))),
    mcpServers: retrying(() => store.mcpServers(sql, tenant)),
  };
}
