import { type Event, EventType, type Message } from "@ag-ui/core";
import type { TurnEntry } from "../../clients/client/turn/mod.ts";
import { messagesOf } from "./messages.ts";
import { OpenMessage } from "./open-message.ts";
import { OpenTool } from "./open-tool.ts";
import { isFinal } from "./state.ts";

const reasoningOf = (messages: readonly Message[]) =>
  messages.filter(({ role }) => role === "reasoning").map(({ id }) => id);

/** The messages that the client of a run has: of its turns those that it was sent, of all others the record's. */
export class ClientMessages {
  readonly #conversationId: string;
  /** Turns of the run. The record may be ahead of what the client has of them. */
  readonly #turns: ReadonlySet<string>;
  readonly messages = new Map<string, OpenMessage>();
  readonly tools = new Map<string, OpenTool>();
  /** Entries of the turns of which the client has all. */
  readonly #closed = new Set<string>();
  /** Ids of the reasoning messages of finished entries. */
  readonly #reasoning = new Map<string, string[]>();
  /** Reasoning that the client must not keep. */
  readonly #withdrawn: Set<string>;
  #hasPlaceholder = false;

  /** `sent`: the messages that the client sent with the run. */
  constructor(conversationId: string, turns: readonly string[], sent: readonly Message[]) {
    this.#conversationId = conversationId;
    this.#turns = new Set(turns);
    this.#withdrawn = new Set(reasoningOf(sent));
  }

  /** A message that is being written. */
  messageOf(id: string): OpenMessage {
    const known = this.messages.get(id) ?? new OpenMessage(id);
    this.messages.set(id, known);
    return known;
  }

  /** The client has all of an entry, or gets it with a snapshot. */
  close(id: string): void {
    this.#reasoning.set(id, reasoningOf(this.messages.get(id)?.messages ?? []));
    this.messages.delete(id);
    this.tools.delete(id);
    this.#closed.add(id);
  }

  /** Whether the client has all of an entry. */
  isClosed(id: string): boolean {
    return this.#closed.has(id);
  }

  /** Nothing is being written or executed. */
  get isAtRest(): boolean {
    return this.messages.size === 0 && this.tools.size === 0;
  }

  /** An entry was discarded: ends it; only a snapshot takes it back. */
  discard(id: string): Event[] {
    const message = this.messages.get(id);
    const events = message?.end(true) ?? this.tools.get(id)?.close() ?? [];
    const reasoning = this.#reasoning.get(id) ?? reasoningOf(message?.messages ?? []);
    for (const one of reasoning) this.#withdrawn.add(one);
    this.messages.delete(id);
    this.tools.delete(id);
    this.#closed.delete(id);
    return events;
  }

  /** Ends all that is open. */
  end(): Event[] {
    const messages = [...this.messages.values()].flatMap((message) => message.end(true));
    return [...messages, ...[...this.tools.values()].flatMap((tool) => tool.close())];
  }

  /** The last snapshot had a placeholder, which another one may remove. */
  get hasPlaceholder(): boolean {
    return this.#hasPlaceholder;
  }

  /** All messages that the client has of the conversation, from the entries of the record. */
  snapshot(entries: readonly TurnEntry[]): Event {
    const open = new Map<string, { messages: Message[] }>([...this.messages, ...this.tools]);
    const messages = entries.flatMap((entry): Message[] => {
      const own = open.get(entry.id);
      open.delete(entry.id);
      if (own) return own.messages;
      return this.#isShown(entry) ? messagesOf(this.#conversationId, entry) : [];
    });
    messages.push(...[...open.values()].flatMap((own) => own.messages));
    messages.push(...this.#placeholder(messages));
    return { type: EventType.MESSAGES_SNAPSHOT, messages };
  }

  #isShown({ id, status, turn }: TurnEntry): boolean {
    return this.#turns.has(turn.id) ? this.#closed.has(id) : isFinal(status);
  }

  /** A client keeps its reasoning when a snapshot has none: an empty message takes the place of what was withdrawn. */
  #placeholder(messages: readonly Message[]): Message[] {
    const [id] = this.#withdrawn;
    this.#hasPlaceholder = id !== undefined && !messages.some(({ role }) => role === "reasoning");
    return id !== undefined && this.#hasPlaceholder ? [{ id, role: "reasoning", content: "" }] : [];
  }
}
