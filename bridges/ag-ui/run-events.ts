import { type Event, EventType, type Message } from "@ag-ui/core";
import type { TurnApproval, TurnEntry, TurnPart } from "../../clients/client/turn/mod.ts";
import { ClientMessages } from "./client-messages.ts";
import { textOf, userMessageId } from "./messages.ts";
import { OpenTool } from "./open-tool.ts";

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
 * The events of a run. A client only appends: what was taken back or replaced is restated by a snapshot of all messages,
 * which `takeSnapshotDue` asks for.
 */
export class RunEvents {
  readonly #conversationId: string;
  readonly #client: ClientMessages;
  /** Ids of the messages that the client sent with the run. */
  readonly #sent: ReadonlySet<string>;
  /** By the id of the tool call. */
  readonly #pending = new Map<string, TurnApproval>();
  #isSnapshotDue = false;

  constructor(conversationId: string, turns: readonly string[], sent: readonly Message[] = []) {
    this.#conversationId = conversationId;
    this.#client = new ClientMessages(conversationId, turns, sent);
    this.#sent = new Set(sent.map(({ id }) => id));
  }

  /**
   * Takes over an entry of the record, with the parts of its reader. The next snapshot has what is finished, and a tool
   * call with complete arguments; the rest begins with the parts that are returned, after that snapshot.
   */
  adopt(entry: TurnEntry, parts: readonly Part[], isFinished: boolean): readonly Part[] {
    if (isFinished) this.#client.close(entry.id);
    if (isFinished || !parts.some(({ type }) => type === "tool-input")) {
      return isFinished ? [] : parts;
    }
    for (const part of parts) this.apply(part);
    const approval = entry.__typename === "ToolCall" ? entry.approval : null;
    if (approval?.verdict === "PENDING") this.#pending.set(entry.id, approval);
    return [];
  }

  /** Nothing is being written or executed. */
  get isAtRest(): boolean {
    return this.#client.isAtRest;
  }

  /** The events of a part. */
  apply(part: Part): Event[] {
    switch (part.type) {
      case "user-message":
        return this.#userMessage(part);
      case "message-start":
        this.#client.messageOf(part.entryId);
        return [];
      case "text-start":
        return this.#client.messageOf(part.entryId).start(part);
      case "text-delta":
        return this.#client.messageOf(part.entryId).add(part);
      case "text-end":
        return this.#client.messageOf(part.entryId).endPart(part.part);
      case "citation":
      case "media":
        return this.#client.messageOf(part.entryId).link(part);
      case "message-end":
        return this.#endMessage(part);
      case "tool-start":
        return this.#startTool(part);
      case "arguments-delta":
        return this.#client.tools.get(part.entryId)?.write(part.text) ?? [];
      case "tool-input":
        return this.#completeTool(part);
      case "tool-output":
        return this.#endTool(part, "");
      case "tool-error":
        return this.#endTool(part, part.failure.message);
      case "approval":
        return this.#approve(part);
      case "discarded":
        return this.#discard(part);
      case "handoff":
        return this.#handOver(part);
      case "retry":
      case "progress":
        return [custom(part.type, part)];
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
    this.#isSnapshotDue ||= this.#client.hasPlaceholder;
    return this.#client.end();
  }

  /** Approvals without which nothing of the turns goes on; empty while something else still runs. */
  blockingApprovals(): TurnApproval[] {
    if (this.#client.messages.size > 0) return [];
    const isBlocked = [...this.#client.tools.keys()].every((id) => this.#pending.has(id));
    return isBlocked ? [...this.#pending.values()] : [];
  }

  /** All messages that the client has of the conversation, from the entries of the record. */
  snapshot(entries: readonly TurnEntry[]): Event {
    return this.#client.snapshot(entries);
  }

  #userMessage({ message }: Of<"user-message">): Event[] {
    if (this.#client.isClosed(message.id)) return [];
    this.#client.close(message.id);
    const messageId = userMessageId(this.#conversationId, message);
    if (this.#sent.has(messageId)) return [];
    return [
      { type: EventType.TEXT_MESSAGE_START, messageId, role: "user" },
      { type: EventType.TEXT_MESSAGE_CONTENT, messageId, delta: textOf(message) },
      { type: EventType.TEXT_MESSAGE_END, messageId },
    ];
  }

  #endMessage({ entryId, status }: Of<"message-end">): Event[] {
    const message = this.#client.messageOf(entryId);
    const events = message.end(status === "CANCELLED");
    this.#isSnapshotDue ||= message.isTorn;
    this.#client.close(entryId);
    return events;
  }

  #startTool({ entryId, server, name }: Of<"tool-start">): Event[] {
    const tool = new OpenTool({ id: entryId, server, name });
    this.#client.tools.set(entryId, tool);
    return tool.start();
  }

  #completeTool(part: Of<"tool-input">): Event[] {
    const completed = this.#client.tools.get(part.entryId)?.complete(part.arguments);
    this.#isSnapshotDue ||= completed?.restated ?? false;
    return completed?.events ?? [];
  }

  #endTool({ entryId, call }: Of<"tool-output" | "tool-error">, content: string): Event[] {
    const events = this.#client.tools.get(entryId)?.result(call, content) ?? [];
    this.#pending.delete(entryId);
    this.#client.close(entryId);
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

  #handOver({ entryId, from, to }: Of<"handoff">): Event[] {
    this.#client.close(entryId);
    return [custom("handoff", { from, to })];
  }

  #discard({ entryId }: Of<"discarded">): Event[] {
    this.#pending.delete(entryId);
    this.#isSnapshotDue = true;
    return this.#client.discard(entryId);
  }
}
