// React's hooks for Tramontane: `@tramontane/react`.
export { TramontaneProvider, type TramontaneProviderProps, useStores } from "./provider.ts";
export {
  type Conversation,
  type ConversationActions,
  useConversation,
} from "./use-conversation.ts";
export { useEntryParts, useEntryText } from "./use-entry.ts";
export { type FeedFilter, useFeed } from "./use-feed.ts";
export { type Approvals, type Conversations, useApprovals, useConversations } from "./use-lists.ts";
export { type Research, usePhaseText, useResearch } from "./use-research.ts";
