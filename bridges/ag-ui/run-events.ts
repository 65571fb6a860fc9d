import { type Event, EventType, type Message } from "@ag-ui/core";
import type { TurnApproval, TurnEntry, TurnPart } from "../../clients/client/turn/mod.ts";
import { messagesOf, textOf, userMessageId } from "./messages.ts";
import { OpenMessage } from "./open-message.ts";
import { OpenTool } from "./open-tool.ts";
import { isFinal } from "./state.ts";

/** A part that a run reads. */
export type Part = Exclude<TurnPart, { type: "unread" }>;
type Of<Type> = Extract<Part, { type: Type }>;

/** An event of this bridge for which the protocol has no type of its own. */
export const custom = (name: string, value: unknown): Event => ({
  type: EventType.CUSTOM,
  name: `tramontane.${name}`,
  value,
});

/**
 * What the client of a run has, and the events that change it. A client only appends: what was taken back or replaced is
 * restated by a snapshot of all messages, which `takeSnapshotDue` asks for.
 */
export class RunEvents {
  readonly #conversationId: string;
  /** Turns of this run. The record may be ahead of what the client has of them. */
  readonly #turns: ReadonlySet<string>;
  readonly #messages = new Map<string, OpenMessage>();
  readonly #tools = new Map<string, OpenTool>();
  /** Entries of the turns of which the client has all. */
  readonly #closed = new Set<string>();
  /** Ids of the reasoning messages that the client has of a finished entry. */
  readonly #reasoning = new Map<string, string[]>();
  /** By the id of the tool call. */
  readonly #pending = new Map<string, TurnApproval>();
  /** Ids of the messages that the client sent with the run. */
  readonly #sent: ReadonlySet<string>;
  /** Reasoning that the client must not keep: see `snapshot`. */
  readonly #withdrawn: Set<string>;
  #isSnapshotDue = false;
  #hasPlaceholder = false;

  constructor(conversationId: string, turns: readonly string[], sent: readonly Message[] = []) {
    this.#conversationId = conversationId;
    this.#turns = new Set(turns);
    this.#sent = new Set(sent.map(({ id }) => id));
    this.#withdrawn = new Set(reasoningOf(sent));
  }

  /** The client has the entry, or gets it with a snapshot. */
  close(entryId: string): void {
    this.#closed.add(entryId);
  }

  /**
   * Takes over an open entry of the record. The next snapshot has a tool call with complete arguments; whatever is still
   * being written begins with the parts that are returned, after that snapshot.
   */
  adopt(entry: TurnEntry, parts: readonly Part[]): readonly Part[] {
    if (!parts.some(({ type }) => type === "tool-input")) return parts;
    for (const part of parts) this.apply(part);
    const approval = entry.__typename === "ToolCall" ? entry.approval : null;
    if (approval?.verdict === "PENDING") this.#pending.set(entry.id, approval);
    return [];
  }

  /** Nothing is open. */
  get isAtRest(): boolean {
    return this.#messages.size === 0 && this.#tools.size === 0;
  }

  /** The events of a part. */
  apply(part: Part): Event[] {
    switch (part.type) {
      case "user-message":
        return this.#userMessage(part);
      case "message-start":
        this.#messageOf(part.entryId);
        return [];
      case "text-start":
        return this.#messageOf(part.entryId).start(part);
      case "text-delta":
        return this.#messageOf(part.entryId).add(part);
      case "text-end":
        return this.#messageOf(part.entryId).endPart(part.part);
      case "citation":
      case "media":
        return this.#messageOf(part.entryId).link(part);
      case "message-end":
        return this.#endMessage(part);
      case "tool-start":
        return this.#startTool(part);
      case "arguments-delta":
        return this.#tools.get(part.entryId)?.write(part.text) ?? [];
      case "tool-input":
        return this.#completeTool(part);
      case "tool-output":
        return this.#endTool(part, "");
      case "tool-error":
        return this.#endTool(part, part.failure.message);
      case "approval":
        return this.#approve(part);
      case "discarded":
        return this.#discard(part.entryId);
      case "handoff":
        this.close(part.entryId);
        return [custom("handoff", { from: part.from, to: part.to })];
      case "retry":
        return [custom("retry", without(part, "type"))];
      case "progress":
        return [custom("progress", without(part, "type"))];
      case "model-call":
      case "turn":
        return [];
      default:
        return part satisfies never;
    }
  }

  /** Whether a snapshot must follow, once. */
  takeSnapshotDue(): boolean {
    const isDue = this.#isSnapshotDue;
    this.#isSnapshotDue = false;
    return isDue;
  }

  /** The last events before the end of the run; a snapshot may be due after them. */
  finish(): Event[] {
    const open = [...this.#messages.values()].flatMap((message) => message.end(true));
    const calls = [...this.#tools.values()].flatMap((tool) => tool.close());
    this.#isSnapshotDue ||= this.#hasPlaceholder;
    return [...open, ...calls];
  }

  /** Approvals without which nothing of the turns goes on; empty while something else still runs. */
  blockingApprovals(): TurnApproval[] {
    if (this.#messages.size > 0) return [];
    const isBlocked = [...this.#tools.keys()].every((id) => this.#pending.has(id));
    return isBlocked ? [...this.#pending.values()] : [];
  }

  /** All messages that the client has of the conversation, from the entries of the record. */
  snapshot(entries: readonly TurnEntry[]): Event {
    const open = new Map<string, { messages: Message[] }>([...this.#messages, ...this.#tools]);
    const messages = entries.flatMap((entry): Message[] => {
      const own = open.get(entry.id);
      open.delete(entry.id);
      if (own) return own.messages;
      const isShown = this.#turns.has(entry.turn.id)
        ? this.#closed.has(entry.id)
        : isFinal(entry.status);
      return isShown ? messagesOf(this.#conversationId, entry) : [];
    });
    messages.push(...[...open.values()].flatMap((own) => own.messages));
    return {
      type: EventType.MESSAGES_SNAPSHOT,
      messages: [...messages, ...this.#placeholder(messages)],
    };
  }

  /** A client keeps its reasoning when a snapshot has none: an empty message takes the place of what was withdrawn. */
  #placeholder(messages: readonly Message[]): Message[] {
    const [id] = this.#withdrawn;
    this.#hasPlaceholder = id !== undefined && !messages.some(({ role }) => role === "reasoning");
    return id !== undefined && this.#hasPlaceholder ? [{ id, role: "reasoning", content: "" }] : [];
  }

  #userMessage({ message }: Of<"user-message">): Event[] {
    if (this.#closed.has(message.id)) return [];
    this.close(message.id);
    const messageId = userMessageId(this.#conversationId, message);
    if (this.#sent.has(messageId)) return [];
    return [
      { type: EventType.TEXT_MESSAGE_START, messageId, role: "user" },
      { type: EventType.TEXT_MESSAGE_CONTENT, messageId, delta: textOf(message) },
      { type: EventType.TEXT_MESSAGE_END, messageId },
    ];
  }

  #messageOf(id: string): OpenMessage {
    const known = this.#messages.get(id) ?? new OpenMessage(id);
    this.#messages.set(id, known);
    return known;
  }

  #endMessage({ entryId, status }: Of<"message-end">): Event[] {
    const message = this.#messages.get(entryId);
    const events = message?.end(status === "CANCELLED") ?? [];
    this.#reasoning.set(entryId, reasoningOf(message?.messages ?? []));
    this.#messages.delete(entryId);
    this.close(entryId);
    return events;
  }

  #startTool({ entryId, server, name }: Of<"tool-start">): Event[] {
    const tool = new OpenTool({ id: entryId, server, name });
    this.#tools.set(entryId, tool);
    return tool.start();
  }

  #completeTool(part: Of<"tool-input">): Event[] {
    const { events, restated } = this.#tools.get(part.entryId)?.complete(part.arguments) ??
      { events: [], restated: false };
    this.#isSnapshotDue ||= restated;
    return events;
  }

  #endTool({ entryId, call }: Of<"tool-output" | "tool-error">, content: string): Event[] {
    const events = this.#tools.get(entryId)?.result(call, content) ?? [];
    this.#tools.delete(entryId);
    this.#pending.delete(entryId);
    this.close(entryId);
    return events;
  }

  /** Without the right to read it, an approval has no call: the run waits until someone else has decided. */
  #approve({ approvalId, verdict, approval }: Of<"approval">): Event[] {
    const id = approval?.toolCall?.id;
    if (approval && id !== undefined && verdict === "PENDING") this.#pending.set(id, approval);
    if (verdict === "PENDING") return [];
    for (const [call, { id }] of this.#pending) if (id === approvalId) this.#pending.delete(call);
    return [];
  }

  #discard(entryId: string): Event[] {
    const message = this.#messages.get(entryId);
    const events = message?.end(true) ?? this.#tools.get(entryId)?.close() ?? [];
    const reasoning = this.#reasoning.get(entryId) ?? reasoningOf(message?.messages ?? []);
    for (const id of reasoning) this.#withdrawn.add(id);
    this.#messages.delete(entryId);
    this.#tools.delete(entryId);
    this.#pending.delete(entryId);
    this.#closed.delete(entryId);
    this.#isSnapshotDue = true;
    return events;
  }
}

const reasoningOf = (messages: readonly Message[]) =>
  messages.filter(({ role }) => role === "reasoning").map(({ id }) => id);

function without<T extends object>(value: T, name: keyof T): Partial<T> {
  const { [name]: _, ...rest } = value;
  return rest as Partial<T>;
}
