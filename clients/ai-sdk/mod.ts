// `useChat` of the AI SDK on conversations of Tramontane.
export { RefusedError } from "./commands.ts";
export type { ApprovalDescriptor } from "./chunks/tool-chunks.ts";
export { TurnChunks } from "./chunks/turn-chunks.ts";
export type { ApprovalBody } from "./decide.ts";
export { TramontaneTransport, type TransportOptions } from "./transport.ts";
