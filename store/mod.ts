/**
 * All SQL of Tramontane, in folders by noun. Files never import each other in a cycle.
 *
 * - `database/`: connections, transactions, LISTEN, advisory locks, migrations; knows no noun.
 * - `log/`: streams, their events and drafts, retention.
 * - `agent/`, `mcp/`, `budget/`, `file/`, `conversation/`, `turn/`, `call/`, `approval/`, `research/`, `erasure/`,
 *   `audit/`, `key/`, `access/` (owners, shares): the rows of each noun.
 * - `outcomes/`: what telemetry reports. `paging/`: pages and cursors. `roles/`, `backup/`: for operators.
 * - `commands/`: every mutation of the API. Only `commands/` imports `commands/`.
 *
 * A command is the file in `commands/` with the mutation's name, made by `defineCommand`: one transaction with the
 * idempotency key, the locks, the refusals, the changed rows and their events.
 *
 * A read for the API is in `<noun>/read-<noun>s.ts`. A step of the worker is in `turn/` (what is next), `call/` (claim,
 * commit, retry) or `research/`; it writes through `runWhileClaimed`, which checks the fence.
 */
export { connect, connectShort } from "./database/connect.ts";
export type { Sql } from "./database/sql.ts";
export { inTenant } from "./database/in-tenant.ts";
export { type Listening, listenTo } from "./database/listen.ts";
export { migrate, migrateAt, SchemaError } from "./database/migrate.ts";
export { isTransient } from "./database/transient.ts";
export { whenReachable } from "./database/when-reachable.ts";
export { excessOf, inspectRoleAt } from "./roles/inspect.ts";
export { checkSchema } from "./roles/schema.ts";
export { BadCursor } from "./paging/page.ts";
export { Refusal } from "./refusal.ts";

export { archiveAgent } from "./commands/archive-agent.ts";
export { cancelResearch } from "./commands/cancel-research.ts";
export { cancelTurn } from "./commands/cancel-turn.ts";
export { closeConversation } from "./commands/close-conversation.ts";
export { createApiKey } from "./commands/create-api-key.ts";
export { createStreamTicket } from "./commands/create-stream-ticket.ts";
export { argumentSchema, type CheckArguments, decideApproval } from "./commands/decide-approval.ts";
export { previousResult } from "./commands/define-command.ts";
export { forkConversation } from "./commands/fork-conversation.ts";
export { forkResearch } from "./commands/fork-research.ts";
export { type CheckSchema, registerAgent } from "./commands/register-agent.ts";
export { revokeAccess } from "./commands/revoke-access.ts";
export { revokeApiKey } from "./commands/revoke-api-key.ts";
export { rotateApiKey } from "./commands/rotate-api-key.ts";
export {
  shareConversation,
  shareResearch,
  unshareConversation,
  unshareResearch,
} from "./commands/share.ts";
export { sendMessage } from "./commands/send-message.ts";
export { setTenantQuota } from "./commands/set-tenant-quota.ts";
export { setAgentAlias } from "./commands/set-agent-alias.ts";
export { updateConversation } from "./commands/update-conversation.ts";
export { startConversation } from "./commands/start-conversation.ts";
export { startResearch } from "./commands/start-research.ts";
export type { ResearchPlace } from "./research/insert-run.ts";
export { VerificationRequired } from "./agent/verification-required.ts";

export { createWebhook } from "./commands/create-webhook.ts";
export { deleteWebhook } from "./commands/delete-webhook.ts";
export { pauseWebhook, resumeWebhook } from "./commands/pause-webhook.ts";
export { redeliver } from "./commands/redeliver.ts";
export { rotateWebhookSecret } from "./commands/rotate-webhook-secret.ts";
export { testWebhook } from "./commands/test-webhook.ts";
export { updateWebhook } from "./commands/update-webhook.ts";
export * from "./webhook/read-webhooks.ts";
export * from "./webhook/read-deliveries.ts";
export { databaseTime } from "./database/database-time.ts";
export { backfillSchedule, triggerSchedule } from "./commands/trigger-schedule.ts";
export { createSchedule } from "./commands/create-schedule.ts";
export { deleteSchedule } from "./commands/delete-schedule.ts";
export { pauseSchedule, resumeSchedule } from "./commands/pause-schedule.ts";
export { updateSchedule } from "./commands/update-schedule.ts";
export * from "./schedule/read-schedules.ts";

export { auditPage } from "./audit/read-audit.ts";
export { recordOfDeployment } from "./audit/record-of-deployment.ts";
export { conversationsOfTurns, type Ownership, readOwnership } from "./access/read-ownership.ts";
export { toResource } from "./access/resource.ts";
export { sharesByObjects } from "./access/shares.ts";
export { turnsSharedByForks, type Visible } from "./access/visible.ts";
export { searchPage } from "./search/search.ts";
export { createSessionToken, revokeSessionToken } from "./key/session-commands.ts";
export { recordAudit } from "./audit/record-audit.ts";
export * from "./agent/read-agents.ts";
export { AgentLabels } from "./agent/agent-labels.ts";
export * from "./approval/read-approvals.ts";
export { usePricesOf } from "./budget/prices.ts";
export { purgePointBuckets, takePoints } from "./quota/take-points.ts";
export { readOwnLimits, readTenantQuota } from "./quota/read-limits.ts";
export { usageBetween } from "./budget/read-usage.ts";
export * from "./call/read-steps.ts";
export { firstTexts, turnCounts } from "./conversation/list-parts.ts";
export * from "./conversation/read-conversations.ts";
export { conversationPageByText } from "./conversation/read-conversations-with-text.ts";
export * from "./conversation/read-entries.ts";
export { withFeedHead } from "./feed/with-feed-head.ts";
export { entryOfFile, fileLinkKey, readFile, type StoredFile } from "./file/files.ts";
export { promptTexts } from "./mcp/prompt-texts.ts";
export {
  mcpServers,
  mcpServersByIds,
  removeUnlistedServers,
  saveListing,
  saveListingFailure,
} from "./mcp/servers.ts";
export * from "./key/read-api-keys.ts";
export { type NewKey, newKey } from "./key/new-key.ts";
export { findApiKey, type StoredKey, useApiKey } from "./key/find-api-key.ts";
export { hashOfKey, isSameHash } from "./key/key-hash.ts";
export {
  readRevocations,
  type Revocation,
  revocationChannel,
  type RevocationKind,
} from "./key/revocations.ts";
export * from "./research/read-research.ts";
export * from "./turn/read-turns.ts";

export { type LogListener, type LogReader, openLog } from "./log/open-log.ts";
export type { NotifiedText } from "./log/notified-text.ts";
export type { Changes, DraftRow, EventAddress, Position } from "./log/read-log.ts";
export { OutcomeReporter } from "./outcomes/outcome-reporter.ts";
export {
  type NewTicket,
  newTicket,
  operationHash,
  useStreamTicket,
} from "./ticket/stream-tickets.ts";
