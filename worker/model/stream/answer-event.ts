import type { Usage } from "./read-usage.ts";

/** Arguments of a call: a fragment of their JSON text, or JSON that came as data and is whole in itself. */
export type ArgumentsPiece = { text: string; whole: boolean };

/** Which output of the provider an event is about. Each part is null where the provider did not give it. */
export interface OutputRef {
  id: string | null;
  index: number | null;
}

/** Who wrote an output: an agent at the provider, and the model as the provider names it. */
export interface Writer {
  agentId: string | null;
  model: string | null;
}

/** One event about a tool that the provider runs. Null: the event does not have this. */
export interface HostedEvent extends OutputRef, Writer {
  type: "hosted";
  name: string | null;
  arguments: ArgumentsPiece | null;
  /** Undefined: the tool has not ended. */
  info?: Fields | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The meaning of one event of the provider, the same for a stream, a JSON answer and an entry of a history. */
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
  /** An event of a type that is not known. */
  | { type: "unknown"; name: string };

/** An event of one type. */
export type EventOf<T extends AnswerEvent["type"]> = Extract<AnswerEvent, { type: T }>;
