// Live state without a framework: `@tramontane/client/store`. React's hooks are made of it.
export { ApprovalsStore } from "./approvals-store.ts";
export type { ApprovalsState, InboxApproval } from "./approvals-store.ts";
export type { Content, NewConversation, Started, ToDecide } from "./commands.ts";
export type { ConversationState, ConversationStatus } from "./conversation-state.ts";
export { ConversationStore } from "./conversation-store.ts";
export { ConversationsStore } from "./conversations-store.ts";
export type { ConversationsState, ConversationSummary } from "./conversations-store.ts";
export type {
  AgentName,
  ConversationEntry,
  ConversationTurn,
  Delivery,
  Failure,
  HandoffEntry,
  MessageEntry,
  Retrying,
  Status,
  StoreApproval,
  ToolCallEntry,
} from "./entries.ts";
export { type FeedItem, type FeedListener, FeedStore } from "./feed-store.ts";
export type { Fault, Result } from "./fault.ts";
export { mutate, type Mutation, type Payload } from "./mutate.ts";
export type { Sent } from "./outbox.ts";
export type { TextStorage } from "./outbox-storage.ts";
export { type ConversationSnapshot, preloadConversation } from "./page.ts";
export type { Readable } from "./readable.ts";
export type { ResearchInfo, ResearchPhase, ResearchState } from "./research-state.ts";
export { ResearchStore } from "./research-store.ts";
export { type ConversationsOptions, Stores, storesOf, type StoresOptions } from "./stores.ts";
