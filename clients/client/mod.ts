// The client of Tramontane. Its only dependency is `graphql-ws`.
export { assign, type TextPiece } from "./assign.ts";
export {
  applyEvent,
  conversationView,
  readEntry,
  textOfEntry,
  type ViewEvent,
} from "./conversation-view.ts";
export type { TextPart } from "./text-parts.ts";
export { foldTo, type Timeline, timeline } from "./timeline.ts";
export type { ConversationView, EntryNode, ViewEntry } from "./view-types.ts";
export type { GraphQLDocument, Typed } from "./document.ts";
export { DocumentError, GapError, type GraphQLFault, RequestError, StreamError } from "./errors.ts";
export type { StreamEvent } from "./event.ts";
export { type EventOf, follow, type Subscription } from "./follow.ts";
export type { ConnectionState } from "./connection-state.ts";
export type { FollowOptions } from "./follow-options.ts";
export { play, type PlayOptions } from "./player.ts";
export { parseRecording, type Recorded, recordedLine } from "./recording.ts";
export { request, type RequestOptions } from "./request.ts";
export {
  applyResearchEvent,
  type PhaseNode,
  type ResearchView,
  researchView,
  type ResearchViewEvent,
  textOfPhase,
  type ViewPhase,
} from "./research-view.ts";
export type { TokenSource } from "./renewal.ts";
export type { Retry } from "./retry.ts";
export type { Timing } from "./liveness.ts";
export { type Client, type ClientOptions, createClient } from "./client.ts";
export type { Source } from "./source.ts";
