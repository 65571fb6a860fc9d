import { MessageParts } from "./message-parts.ts";
import type { TurnApproval, TurnEntry, TurnEvent, TurnMessage, TurnPart } from "./parts.ts";
import { ToolParts } from "./tool-parts.ts";

type Of<Type> = Extract<TurnEvent, { __typename: Type }>;
const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/**
 * Reads the events of a conversation as the parts of one turn: the same parts live, resumed and replayed, but for how
 * text is cut. Events of other turns have none. Pass each event once and in order, as `follow` returns them.
 */
export class TurnReader {
  readonly #turnId: string;
  readonly #messages = new Map<string, MessageParts>();
  readonly #tools = new Map<string, ToolParts>();
  readonly #ended = new Set<string>();
  /** Status of the event whose link could not be read, by the entry's id. */
  readonly #unread = new Map<string, string>();
  #running = false;
  #over = false;

  constructor(turnId: string) {
    this.#turnId = turnId;
  }

  /** True once the turn has ended; no part follows. */
  get isOver(): boolean {
    return this.#over;
  }

  /** What the event changes; empty for nothing. */
  apply(event: TurnEvent): TurnPart[] {
    if (this.#over) return [];
    switch (event.__typename) {
      case "TurnChanged":
        return this.#turn(event);
      case "EntryChanged":
        return this.#entry(event);
      case "StepChanged":
        return this.#step(event);
      case "TextDelta":
        return (this.#messages.get(event.nodeId) ?? this.#tools.get(event.nodeId))?.delta(event) ??
          [];
      case "ApprovalChanged":
        return this.#approval(event);
      default:
        return [];
    }
  }

  /** A queried entry whose event had no link. Null: it cannot be read; it is skipped. */
  read(entry: TurnEntry | null): TurnPart[] {
    if (!entry) return [];
    const status = this.#unread.get(entry.id) ?? entry.status;
    this.#unread.delete(entry.id);
    return this.#changed(entry, status);
  }

  /** A queried approval whose event had no link. */
  readApproval(
    event: { approvalId: string; verdict: string },
    approval: TurnApproval | null,
  ): TurnPart[] {
    return [{ type: "approval", ...event, approval }];
  }

  #turn({ turnId, status, turn }: Of<"TurnChanged">): TurnPart[] {
    if (turnId !== this.#turnId) return [];
    this.#running ||= status !== "QUEUED";
    this.#over = final.includes(status);
    return [{ type: "turn", turnId, status, failure: turn?.failure ?? null }];
  }

  #entry({ entryId, status, entry }: Of<"EntryChanged">): TurnPart[] {
    if (status === "DISCARDED") return this.#discard(entryId);
    if (this.#ended.has(entryId)) return [];
    if (entry) return this.#changed(entry, status === "RUNNING" ? "STARTED" : status);
    this.#unread.set(entryId, status === "RUNNING" ? "STARTED" : status);
    return [{ type: "unread", nodeId: entryId, of: "entry" }];
  }

  #discard(entryId: string): TurnPart[] {
    const isShown = this.#messages.delete(entryId) || this.#tools.delete(entryId);
    this.#ended.add(entryId);
    return isShown ? [{ type: "discarded", entryId }] : [];
  }

  #changed(entry: TurnEntry, status: string): TurnPart[] {
    if (entry.turn.id !== this.#turnId) return [];
    const ends = final.includes(status);
    if (ends) this.#ended.add(entry.id);
    if (entry.__typename === "ToolCall") return this.#toolOf(entry.id).change(entry, status);
    if (entry.__typename === "Message" && entry.role === "USER") {
      return ends ? [{ type: "user-message", message: entry }] : [];
    }
    if (entry.__typename === "Message") return this.#message(entry, status);
    const { id: entryId, from, to } = entry;
    const names = { from: from.agent.name, to: to?.agent.name ?? null };
    return ends ? [{ type: "handoff", entryId, ...names }] : [];
  }

  #message(message: TurnMessage, status: string): TurnPart[] {
    const known = this.#messages.get(message.id);
    const parts = known ?? new MessageParts(message.id);
    this.#messages.set(message.id, parts);
    return [
      ...known ? [] : [{ type: "message-start" as const, entryId: message.id }],
      ...final.includes(status)
        ? parts.end({ ...message, status: status as TurnMessage["status"] })
        : [],
    ];
  }

  #step(event: Of<"StepChanged">): TurnPart[] {
    const { stepId, status, attempt, retryAt, failure, note, step } = event;
    if (step && step.turn.id !== this.#turnId) return [];
    if (!step && !this.#running) return [];
    const isTool = step?.__typename === "ToolCall" || this.#tools.has(stepId);
    const before: TurnPart[] = retryAt !== null
      ? [{ type: "retry", stepId, attempt, retryAt, failure }]
      : note !== null && status === "RUNNING"
      ? [{ type: "progress", stepId, note }]
      : [];
    if (!isTool) return [...before, { type: "model-call", stepId, status, attempt }];
    if (this.#ended.has(stepId)) return before;
    if (step?.__typename === "ToolCall") return [...before, ...this.#changed(step, status)];
    this.#unread.set(stepId, status);
    return [...before, { type: "unread", nodeId: stepId, of: "entry" }];
  }

  #approval({ approvalId, verdict, approval }: Of<"ApprovalChanged">): TurnPart[] {
    if (!this.#running) return [];
    if (approval?.toolCall && !this.#tools.has(approval.toolCall.id)) return [];
    return approval
      ? [{ type: "approval", approvalId, verdict, approval }]
      : [{ type: "unread", nodeId: approvalId, of: "approval" }];
  }

  #toolOf(id: string): ToolParts {
    const known = this.#tools.get(id) ?? new ToolParts(id);
    this.#tools.set(id, known);
    return known;
  }
}
