export { connect, connectShort, type Sql } from "./database/connect.ts";
export { migrate, migrateAt } from "./database/migrate.ts";
export { excessOf, inspectRoleAt } from "./roles/inspect.ts";
export { prepareSchema, SchemaError } from "./roles/schema.ts";
export { usePricesOf } from "./budget/prices.ts";
export { isTransient } from "./database/transient.ts";
export { BadCursor } from "./paging/page.ts";
export { Refusal } from "./refusal.ts";
export { setAgentAlias } from "./commands/set-agent-alias.ts";
export { archiveAgent } from "./commands/archive-agent.ts";
export { earlierResult } from "./commands/define-command.ts";
export { VerificationRequired } from "./agent/verification-required.ts";
export { promptTexts } from "./mcp/prompt-texts.ts";
export { type CheckSchema, registerAgent } from "./commands/register-agent.ts";
export { startConversation } from "./commands/start-conversation.ts";
export { sendMessage } from "./commands/send-message.ts";
export { cancelTurn } from "./commands/cancel-turn.ts";
export { argumentSchema, type CheckArguments, decideApproval } from "./commands/decide-approval.ts";
export { forkConversation } from "./commands/fork-conversation.ts";
export { closeConversation } from "./commands/close-conversation.ts";
export { forkResearch, type ResearchPlace, startResearch } from "./commands/start-research.ts";
export { cancelResearch } from "./commands/cancel-research.ts";
export * from "./agent/read-agents.ts";
export * from "./conversation/read-conversations.ts";
export * from "./turn/read-turns.ts";
export * from "./conversation/read-entries.ts";
export * from "./call/read-steps.ts";
export * from "./approval/read-approvals.ts";
export * from "./research/read-research.ts";
export { AgentLabels } from "./agent/agent-labels.ts";
export { usageBetween } from "./budget/read-usage.ts";
export { OutcomeReporter } from "./outcomes/outcome-reporter.ts";
export { fileLinkKey, readFile, type StoredFile } from "./file/files.ts";
export {
  mcpServers,
  mcpServersByIds,
  removeUnlistedServers,
  saveListing,
  saveListingFailure,
} from "./mcp/servers.ts";
export { type LogListener, type LogReader, openLog } from "./log/open-log.ts";
export type { Changes, DraftRow, EventAddress, Position } from "./log/read-log.ts";
export { whenReachable } from "./database/when-reachable.ts";
export { type Listening, listenTo } from "./database/listen.ts";
