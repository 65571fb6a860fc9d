// The client of Tramontane. Its only dependency is `graphql-ws`.
export { assign, type TextPiece } from "./view/assign.ts";
export {
  applyEvent,
  conversationView,
  readEntry,
  textOfEntry,
  type ViewEvent,
} from "./view/conversation-view.ts";
export type { TextPart } from "./view/text-parts.ts";
export { foldTo, type Timeline, timeline } from "./view/timeline.ts";
export type { ConversationView, EntryNode, ViewEntry } from "./view/view-types.ts";
export type { GraphQLDocument, Typed } from "./document.ts";
export { DocumentError, GapError, type GraphQLFault, RequestError, StreamError } from "./errors.ts";
export type { StreamEvent } from "./event.ts";
export { type EventOf, follow, type Subscription } from "./follow/follow.ts";
export type { ConnectionState } from "./connection/connection-state.ts";
export type { FollowOptions } from "./follow/follow-options.ts";
export { play, type PlayOptions } from "./recording/player.ts";
export { parseRecording, type Recorded, recordedLine } from "./recording/recording.ts";
export { request, type RequestOptions } from "./request.ts";
export {
  applyResearchEvent,
  type PhaseNode,
  type ResearchView,
  researchView,
  type ResearchViewEvent,
  textOfPhase,
  type ViewPhase,
} from "./view/research-view.ts";
export type { TokenSource } from "./connection/renewal.ts";
export type { Retry } from "./connection/retry.ts";
export type { Timing } from "./connection/liveness.ts";
export { type Client, type ClientOptions, createClient } from "./client.ts";
export type { Source } from "./source.ts";
export { whileAway } from "./while-away.ts";
