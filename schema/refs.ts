import type { AgentRecord, AgentVersionRecord } from "../protocol/agent/records.ts";
import type { ApprovalRecord } from "../protocol/approval/records.ts";
import type {
  ConversationRecord,
  EntryRecord,
  HandoffRecord,
  MessageRecord,
  StepRecord,
  ToolCallRecord,
  TurnRecord,
} from "../protocol/conversation/records.ts";
import type { ResearchPhaseRecord, ResearchRunRecord } from "../protocol/research/records.ts";
import type { ApiKeyRecord } from "../protocol/key/records.ts";
import type { DeliveryRecord, WebhookRecord } from "../protocol/webhook/records.ts";
import type { FiringRecord, ScheduleRecord } from "../protocol/schedule/records.ts";
import { builder } from "./builder.ts";

// Types that refer to each other are declared here and implemented in their own files: no import cycles.

/** A named agent. */
export const Agent = builder.objectRef<AgentRecord>("Agent");
/** An immutable snapshot of an agent. */
export const AgentVersion = builder.objectRef<AgentVersionRecord>("AgentVersion");
/** Messages between a user and one agent, with what the agent did. */
export const Conversation = builder.objectRef<ConversationRecord>("Conversation");
/** The work on one accepted user message. */
export const Turn = builder.objectRef<TurnRecord>("Turn");
/** A message, a tool call or a hand-off of a conversation. */
export const Entry = builder.interfaceRef<EntryRecord>("Entry");
/** A message of a user or an agent. */
export const Message = builder.objectRef<MessageRecord>("Message");
/** A hand-off from one agent to another. */
export const Handoff = builder.objectRef<HandoffRecord>("Handoff");
/** A model call or a tool call of a turn. */
export const Step = builder.interfaceRef<StepRecord>("Step");
/** A tool call and its result. */
export const ToolCall = builder.objectRef<ToolCallRecord>("ToolCall");
/** The approval of a tool call by a user. */
export const Approval = builder.objectRef<ApprovalRecord>("Approval");
/** A key of a service. */
export const ApiKey = builder.objectRef<ApiKeyRecord>("ApiKey");
/** Research on a question. */
export const ResearchRun = builder.objectRef<ResearchRunRecord>("ResearchRun");
/** A phase of a research run. */
export const ResearchPhase = builder.objectRef<ResearchPhaseRecord>("ResearchPhase");
/** An address that is sent what happens in the tenant. */
export const Webhook = builder.objectRef<WebhookRecord>("Webhook");
/** One message to a webhook. */
export const WebhookDelivery = builder.objectRef<DeliveryRecord>("WebhookDelivery");
/** Work that is started at certain times. */
export const Schedule = builder.objectRef<ScheduleRecord>("Schedule");
/** What became of one nominal time of a schedule. */
export const Firing = builder.objectRef<FiringRecord>("Firing");
