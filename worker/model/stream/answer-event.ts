import type { Usage } from "./read-usage.ts";

/** Arguments of a call: a fragment of their JSON text, or complete JSON that arrived as data (`whole`). */
export type ArgumentsPiece = { text: string; whole: boolean };

/** The output of the provider that an event belongs to. A missing field is null. */
export interface OutputRef {
  id: string | null;
  index: number | null;
}

/** The agent at the provider that wrote an output, and the model by the provider's name. */
export interface Writer {
  agentId: string | null;
  model: string | null;
}

/** An event of a tool that the provider runs. A missing field is null. */
export interface HostedEvent extends OutputRef, Writer {
  type: "hosted";
  name: string | null;
  arguments: ArgumentsPiece | null;
  /** Undefined: the tool has not ended. */
  info?: Fields | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** An event of the provider, in one form for streams, JSON answers and entries of histories. */
export type AnswerEvent =
  | { type: "started"; conversationId: string | null }
  | OutputRef & Writer & { type: "message"; content: unknown }
  | OutputRef & Writer & {
    type: "call";
    toolCallId: string | null;
    name: string | null;
    arguments: ArgumentsPiece | null;
  }
  | HostedEvent
  | OutputRef & { type: "handoff"; ended: false; previousAgentId: string | null }
  | OutputRef & { type: "handoff"; ended: true; nextAgentId: string | null }
  | { type: "done"; usage: Usage | null }
  | { type: "error"; code: number | null }
  /** An event of an unknown type. */
  | { type: "unknown"; name: string };

/** An event of one type. */
export type EventOf<T extends AnswerEvent["type"]> = Extract<AnswerEvent, { type: T }>;
