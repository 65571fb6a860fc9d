import { type Event, EventType, type Message } from "@ag-ui/core";
import { type Link, metadataOf, reasoningId } from "./messages.ts";

interface Reasoning {
  text: string;
  isOpen: boolean;
}

/** A message that is being written: what its client has of it. Its texts are one message, each reasoning one more. */
export class OpenMessage {
  readonly #id: string;
  #text: string | null = null;
  /** The newest part of the text. */
  #textPart = -1;
  #isTorn = false;
  readonly #reasoning = new Map<number, Reasoning>();
  readonly #links: Link[] = [];

  constructor(id: string) {
    this.#id = id;
  }

  /** A part begins. */
  start({ part, kind }: { part: number; kind: "TEXT" | "THINKING" }): Event[] {
    if (kind === "THINKING") {
      const messageId = reasoningId(this.#id, part);
      this.#reasoning.set(part, { text: "", isOpen: true });
      return [
        { type: EventType.REASONING_START, messageId },
        { type: EventType.REASONING_MESSAGE_START, messageId, role: "reasoning" },
      ];
    }
    this.#textPart = Math.max(part, this.#textPart);
    if (this.#text !== null) return [];
    this.#text = "";
    return [{ type: EventType.TEXT_MESSAGE_START, messageId: this.#id, role: "assistant" }];
  }

  /** More text of a part. */
  add({ part, kind, text }: { part: number; kind: "TEXT" | "THINKING"; text: string }): Event[] {
    const reasoning = this.#reasoning.get(part);
    if (kind === "THINKING" && reasoning) {
      reasoning.text += text;
      const messageId = reasoningId(this.#id, part);
      return [{ type: EventType.REASONING_MESSAGE_CONTENT, messageId, delta: text }];
    }
    this.#isTorn ||= part < this.#textPart;
    if (part < this.#textPart) return [];
    this.#text = (this.#text ?? "") + text;
    return [{ type: EventType.TEXT_MESSAGE_CONTENT, messageId: this.#id, delta: text }];
  }

  /** A part ends. The text goes on with the next part. */
  endPart(part: number): Event[] {
    const reasoning = this.#reasoning.get(part);
    if (!reasoning?.isOpen) return [];
    reasoning.isOpen = false;
    const messageId = reasoningId(this.#id, part);
    return [
      { type: EventType.REASONING_MESSAGE_END, messageId },
      { type: EventType.REASONING_END, messageId },
    ];
  }

  /** A citation or a file: part of the end of the message. */
  link(link: Link): Event[] {
    this.#links.push(link);
    return [];
  }

  /** All that is open ends. */
  end(isCut = false): Event[] {
    const reasoning = [...this.#reasoning.keys()].flatMap((part) => this.endPart(part));
    if (this.#text === null) return reasoning;
    const more = metadataOf(this.#links, isCut);
    return [...reasoning, { type: EventType.TEXT_MESSAGE_END, messageId: this.#id, ...more }];
  }

  /** Text arrived for a part before the newest one, where a client cannot add it: the end must be restated. */
  get isTorn(): boolean {
    return this.#isTorn;
  }

  /** What the client has of it. */
  get messages(): Message[] {
    const reasoning = [...this.#reasoning].map(([part, { text }]): Message => ({
      id: reasoningId(this.#id, part),
      role: "reasoning",
      content: text,
    }));
    const text = this.#text;
    if (text === null) return reasoning;
    return [...reasoning, { id: this.#id, role: "assistant", content: text }];
  }
}
