export { connect, connectShort, type Sql } from "./connect.ts";
export { migrate, migrateAt } from "./migrate.ts";
export { excessOf, inspectRoleAt } from "./roles/inspect.ts";
export { prepareSchema, SchemaError } from "./roles/schema.ts";
export { usePricesOf } from "./prices.ts";
export { isTransient } from "./transient.ts";
export { BadCursor } from "./read/page.ts";
export { Refusal } from "./refusal.ts";
export { setAgentAlias } from "./agents/set-alias.ts";
export { archiveAgent } from "./agents/archive-agent.ts";
export { earlierResult } from "./idempotency.ts";
export { NeedsWorker } from "./agents/needs-worker.ts";
export { promptTexts } from "./agents/prompt-texts.ts";
export { type CheckSchema, registerAgent } from "./register-agent.ts";
export { startConversation } from "./start-conversation.ts";
export { sendMessage } from "./send-message.ts";
export { cancelTurn } from "./cancel-turn.ts";
export { argumentSchema, type CheckArguments, decideApproval } from "./decide-approval.ts";
export { forkConversation } from "./fork/fork-conversation.ts";
export { closeConversation } from "./close-conversation.ts";
export { forkResearch, type ResearchPlace, startResearch } from "./research/start-research.ts";
export { cancelResearch } from "./research/cancel-research.ts";
export * from "./read/agents.ts";
export * from "./read/conversations.ts";
export * from "./read/turns.ts";
export * from "./read/entries.ts";
export * from "./read/steps.ts";
export * from "./read/approvals.ts";
export * from "./read/research.ts";
export { AgentLabels } from "./read/agent-labels.ts";
export { usageBetween } from "./read/usage.ts";
export { HappenedFollower } from "./happened/follow.ts";
export { fileLinkKey, type KeptFile, readFile } from "./files.ts";
export {
  keepOnlyServers,
  mcpServers,
  mcpServersByIds,
  saveListing,
  saveListingFailure,
} from "./mcp-servers.ts";
export { type LogListener, type LogReader, openLog } from "./log/open-log.ts";
export type { Changes, DraftRow, FactAt, Position } from "./log/read-log.ts";
export { whenReachable } from "./when-reachable.ts";
export { type Listening, listenTo } from "./listen.ts";
