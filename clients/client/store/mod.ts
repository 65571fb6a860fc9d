// Live state without a framework: `@tramontane/client/store`. React's hooks are made of it.
export type { Content, NewConversation, Started, ToDecide } from "./commands.ts";
export { startConversation } from "./commands.ts";
export type { ConversationState, ConversationStatus } from "./conversation-state.ts";
export { ConversationStore } from "./conversation-store.ts";
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
export type { Fault, Result } from "./fault.ts";
export type { Sent } from "./outbox.ts";
export type { TextStorage } from "./outbox-storage.ts";
export { type ConversationSnapshot, preloadConversation } from "./page.ts";
export type { Readable } from "./readable.ts";
export { Stores, storesOf, type StoresOptions } from "./stores.ts";
