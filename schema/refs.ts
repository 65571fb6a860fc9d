import type {
  AgentRecord,
  AgentVersionRecord,
  ApprovalRecord,
  ConversationRecord,
  EntryRecord,
  HandoffRecord,
  MessageRecord,
  ResearchPhaseRecord,
  ResearchRunRecord,
  StepRecord,
  ToolCallRecord,
  TurnRecord,
} from "../protocol/records.ts";
import { builder } from "./builder.ts";

// Types that point at each other are named here and filled in the file of their name, so that no file waits for
// one that waits for it.

/** A named agent. */
export const Agent = builder.objectRef<AgentRecord>("Agent");
/** An immutable snapshot of an agent. */
export const AgentVersion = builder.objectRef<AgentVersionRecord>("AgentVersion");
/** What is said between a user and one agent. */
export const Conversation = builder.objectRef<ConversationRecord>("Conversation");
/** From one accepted user message until the agent rests. */
export const Turn = builder.objectRef<TurnRecord>("Turn");
/** One thing said or done in a conversation. */
export const Entry = builder.interfaceRef<EntryRecord>("Entry");
/** What a user or an agent said. */
export const Message = builder.objectRef<MessageRecord>("Message");
/** One agent handing over to another. */
export const Handoff = builder.objectRef<HandoffRecord>("Handoff");
/** One piece of work inside a turn. */
export const Step = builder.interfaceRef<StepRecord>("Step");
/** A call of a tool and its result. */
export const ToolCall = builder.objectRef<ToolCallRecord>("ToolCall");
/** A human verdict on one tool call. */
export const Approval = builder.objectRef<ApprovalRecord>("Approval");
/** A question answered by planner, searches, analysts, writer and verifier. */
export const ResearchRun = builder.objectRef<ResearchRunRecord>("ResearchRun");
/** One part of a research run. */
export const ResearchPhase = builder.objectRef<ResearchPhaseRecord>("ResearchPhase");
