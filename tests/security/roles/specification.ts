// Written down from the specification of roles, not read from the product: a test compares the two.

/** What a principal with a role alone may use. `own`, `deciding` and `reason` count: which objects is another test. */
export const rolesOfScope: Readonly<Record<string, string>> = {
  "agents:read": "viewer member developer approver operator admin",
  "agents:read:spec": "developer operator admin",
  "agents:write": "developer admin",
  "agents:promote": "operator admin",
  "conversations:read": "viewer member developer approver operator admin",
  "conversations:read:detail": "viewer developer approver operator admin",
  "conversations:write": "member developer admin",
  "conversations:cancel": "member developer operator admin",
  "conversations:close": "member developer operator admin",
  "conversations:erase": "admin",
  "conversations:share": "member developer admin",
  "approvals:read": "member approver operator admin",
  "approvals:decide": "approver admin",
  "approvals:edit": "admin",
  "approvals:standing": "approver admin",
  "research:read": "viewer member developer operator admin",
  "research:write": "member developer admin",
  "research:cancel": "member developer operator admin",
  "usage:read": "developer operator admin",
  "servers:read": "developer operator admin",
  "servers:read:address": "operator admin",
  "keys:read": "admin",
  "keys:write": "admin",
  "tokens:mint": "admin",
  "audit:read": "admin",
  "quotas:read": "operator admin",
  "quotas:write": "admin",
  "webhooks:read": "developer operator admin",
  "webhooks:write": "developer operator admin",
  "schedules:read": "viewer member developer operator admin",
  "schedules:write": "member developer operator admin",
};

/** The stream of approvals has those of the whole tenant: `approvals:read` for a principal's own does not open it. */
export const allApprovals = "approvals:read of all";
/** The roles with `allApprovals`. */
export const rolesOfAllApprovals = "approver operator admin";

/** The root fields that each scope opens; `everyone` needs none. Every root field is in exactly one line. */
export const fieldsOfScope: Readonly<Record<string, string>> = {
  everyone:
    "Query.node Query.nodes Query.search Query.feed Subscription.feed Query.serverInfo Query.viewer Mutation.createStreamTicket",
  "agents:read": "Query.agent Query.agents",
  "agents:write": "Mutation.registerAgent Mutation.setAgentAlias Mutation.archiveAgent",
  "agents:promote": "Mutation.reconcileAgents",
  "conversations:read":
    "Query.conversation Query.conversations Query.failedTurns Subscription.conversationEvents",
  "conversations:write":
    "Mutation.startConversation Mutation.forkConversation Mutation.sendMessage Mutation.updateConversation",
  "conversations:cancel": "Mutation.cancelTurn",
  "conversations:close": "Mutation.closeConversation",
  "conversations:share":
    "Mutation.shareConversation Mutation.unshareConversation Mutation.shareResearch Mutation.unshareResearch",
  "approvals:read": "Query.approvals",
  [allApprovals]: "Query.approvalEvents Subscription.approvalEvents",
  "approvals:decide": "Mutation.decideApproval",
  "research:read": "Query.researchRun Query.researchRuns Subscription.researchEvents",
  "research:write": "Mutation.startResearch Mutation.forkResearch",
  "research:cancel": "Mutation.cancelResearch",
  "usage:read": "Query.usage",
  "servers:read": "Query.mcpServers",
  "keys:read": "Query.apiKeys",
  "keys:write":
    "Mutation.createApiKey Mutation.rotateApiKey Mutation.revokeApiKey Mutation.revokeAccess",
  "tokens:mint": "Mutation.createSessionToken Mutation.revokeSessionToken",
  "audit:read": "Query.auditEvents",
  "quotas:read": "Query.tenantQuota",
  "quotas:write": "Mutation.setTenantQuota",
  "webhooks:read": "Query.webhook Query.webhooks",
  "webhooks:write":
    "Mutation.createWebhook Mutation.updateWebhook Mutation.pauseWebhook Mutation.resumeWebhook Mutation.deleteWebhook Mutation.rotateWebhookSecret Mutation.testWebhook Mutation.redeliver",
  "schedules:read": "Query.schedule Query.schedules",
  "schedules:write":
    "Mutation.createSchedule Mutation.updateSchedule Mutation.pauseSchedule Mutation.resumeSchedule Mutation.triggerSchedule Mutation.backfillSchedule Mutation.deleteSchedule",
};

/** Inputs of mutations that need another scope, or one more, than the mutation. */
export const inputsWithScope: readonly { scope: string; field: string; input: object }[] = [
  { scope: "agents:promote", field: "setAgentAlias", input: { alias: "stable" } },
  { scope: "conversations:erase", field: "closeConversation", input: { erase: true } },
  {
    scope: "approvals:edit",
    field: "decideApproval",
    input: { verdict: { approve: { arguments: {} } } },
  },
  {
    scope: "approvals:standing",
    field: "decideApproval",
    input: { verdict: { approve: { always: true } } },
  },
];
