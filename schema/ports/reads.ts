import type { ShareRecord } from "../../protocol/access/share.ts";
import type { VersionSelector } from "../../protocol/agent/commands.ts";
import type {
  AgentAliasRecord,
  AgentRecord,
  AgentVersionRecord,
  AliasMoveRecord,
} from "../../protocol/agent/records.ts";
import type {
  ApprovalContextRecord,
  ApprovalFilter,
  ApprovalInbox,
  ApprovalRecord,
} from "../../protocol/approval/records.ts";
import type { AuditEventRecord, AuditFilter } from "../../protocol/audit/records.ts";
import type { UsageRecord } from "../../protocol/budget/records.ts";
import type {
  ConversationFilter,
  ConversationRecord,
  EntryRecord,
  MessageRecord,
  StepRecord,
  TurnRecord,
} from "../../protocol/conversation/records.ts";
import type { ApiKeyRecord } from "../../protocol/key/records.ts";
import type { McpServerRecord, PromptText } from "../../protocol/mcp/records.ts";
import type { TenantQuotaRecord } from "../../protocol/quota/commands.ts";
import type { FollowedPage, Page, PageArgs } from "../../protocol/paging.ts";
import type { ResearchPhaseRecord, ResearchRunRecord } from "../../protocol/research/records.ts";
import type { FiringRecord, ScheduleRecord } from "../../protocol/schedule/records.ts";
import type { Searched, SearchPage } from "../../protocol/search/records.ts";
import type { Status } from "../../protocol/status.ts";
import type {
  AttemptRecord,
  DeliveryCounts,
  DeliveryFilter,
  DeliveryRecord,
  WebhookRecord,
  WebhookSecretRecord,
} from "../../protocol/webhook/records.ts";
import type { UsageQuestion, UsageSumRecord } from "../../protocol/budget/usage.ts";

/**
 * Reads by id. One query serves all calls of one tick of the event loop. Null for what does not exist or belongs to
 * another tenant.
 */
export type Load<T> = (id: string) => Promise<T>;

/** Reads of the caller's tenant. */
export interface Reads {
  /** True: the caller may read a part of the tenant only; null stands for the rest, too. */
  isLimited: boolean;
  agent: Load<AgentRecord | null>;
  agentByName: Load<AgentRecord | null>;
  agents(
    filter: { archived: boolean; name?: string | null },
    args: PageArgs,
  ): Promise<Page<AgentRecord>>;
  aliasesOfAgent: Load<AgentAliasRecord[]>;
  /** The newest first. */
  aliasMoves(agentId: string, args: PageArgs): Promise<Page<AliasMoveRecord>>;
  agentVersion: Load<AgentVersionRecord | null>;
  /** Null selects the latest version. */
  agentVersionAt(agentId: string, at: VersionSelector | null): Promise<AgentVersionRecord | null>;
  agentVersions(agentId: string, args: PageArgs): Promise<Page<AgentVersionRecord>>;
  conversation: Load<ConversationRecord | null>;
  /** A conversation that the caller has made, also for another owner, whose it is. */
  madeConversation: Load<ConversationRecord | null>;
  conversations(
    filter: ConversationFilter,
    args: PageArgs,
  ): Promise<FollowedPage<ConversationRecord>>;
  usageOfConversation: Load<UsageRecord>;
  /** First words of the conversation's first own message by a user. */
  firstText: Load<string | null>;
  turnCount: Load<number>;
  turn: Load<TurnRecord | null>;
  turns(conversationId: string, args: PageArgs): Promise<Page<TurnRecord>>;
  /** The running or waiting turn of the conversation with this id. */
  currentTurn: Load<TurnRecord | null>;
  /** The turn with the highest number of the conversation with this id. */
  lastTurn: Load<TurnRecord | null>;
  /** Turns of users' conversations that failed, the latest first. */
  failedTurns(args: PageArgs): Promise<Page<TurnRecord>>;
  messagesOfTurn: Load<MessageRecord[]>;
  replyOfTurn: Load<MessageRecord | null>;
  stepsOfTurn: Load<StepRecord[]>;
  usageOfTurn: Load<UsageRecord>;
  entry: Load<EntryRecord | null>;
  entries(conversationId: string, args: PageArgs): Promise<Page<EntryRecord>>;
  step: Load<StepRecord | null>;
  approval: Load<ApprovalRecord | null>;
  /** The approval of the tool call with this id. */
  approvalOfCall: Load<ApprovalRecord | null>;
  approvals(filter: ApprovalFilter, args: PageArgs): Promise<ApprovalInbox>;
  approvalCount(filter: ApprovalFilter): Promise<number>;
  /** What surrounds the call of the approval with this id: ids alone. */
  approvalContext: Load<ApprovalContextRecord | null>;
  /** The newest first. */
  auditEvents(filter: AuditFilter, args: PageArgs): Promise<Page<AuditEventRecord>>;
  researchRun: Load<ResearchRunRecord | null>;
  /** A run that the caller has made, also for another owner. */
  madeResearchRun: Load<ResearchRunRecord | null>;
  /** The newest first. A null status matches all. */
  researchRuns(status: Status | null, args: PageArgs): Promise<FollowedPage<ResearchRunRecord>>;
  /** Texts that match, the newest first. */
  search(searched: Searched, args: PageArgs): Promise<SearchPage>;
  researchPhase: Load<ResearchPhaseRecord | null>;
  /** All phases of the run with this id, in their order. */
  phasesOfRun: Load<ResearchPhaseRecord[]>;
  usageOfRun: Load<UsageRecord>;
  /** The shares of the conversation or run with this id; null if the caller may not share it. */
  sharesOf: Load<ShareRecord[] | null>;
  /** Usage of the tenant's calls. One row more than `limits.usageRows` means that there are more. */
  usage(question: UsageQuestion): Promise<{ tenant: string; rows: UsageSumRecord[] }>;
  apiKey: Load<ApiKeyRecord | null>;
  /** The newest first. */
  apiKeys(args: PageArgs): Promise<Page<ApiKeyRecord>>;
  /** Own limits of the caller's tenant; null: it has none. */
  tenantQuota(): Promise<TenantQuotaRecord | null>;
  webhook: Load<WebhookRecord | null>;
  /** The newest first. */
  webhooks(args: PageArgs): Promise<Page<WebhookRecord>>;
  /** Those that sign now, the newest first. */
  secretsOfWebhook: Load<WebhookSecretRecord[]>;
  deliveryCounts: Load<DeliveryCounts>;
  delivery: Load<DeliveryRecord | null>;
  /** The newest first. */
  deliveries(
    webhookId: string,
    filter: DeliveryFilter,
    args: PageArgs,
  ): Promise<Page<DeliveryRecord>>;
  attemptsOfDelivery: Load<AttemptRecord[]>;
  schedule: Load<ScheduleRecord | null>;
  /** The newest first. */
  schedules(args: PageArgs): Promise<Page<ScheduleRecord>>;
  firing: Load<FiringRecord | null>;
  /** Firings of the schedule with this id, the newest nominal time first. */
  firings(scheduleId: string, args: PageArgs): Promise<Page<FiringRecord>>;
  /** The firing with the newest nominal time of the schedule with this id. */
  lastFiring: Load<FiringRecord | null>;
  mcpServer: Load<McpServerRecord | null>;
  mcpServers(): Promise<McpServerRecord[]>;
  /** Latest text of the prompt with this source as JSON; null when it was never fetched. */
  promptText: Load<PromptText | null>;
}
