import type { TurnPart } from "../../../clients/client/turn/mod.ts";
import { isSame, type Line, type TextKind } from "./line.ts";
import { type Citation, MessageLines } from "./message-lines.ts";

type Of<Type> = Extract<TurnPart, { type: Type }>;
/** A part of a message. */
export type MessagePart = Of<
  "text-start" | "text-delta" | "text-end" | "citation" | "media" | "message-end"
>;

/** The lines of one message of the agent so far. */
export class MessageSlot {
  readonly entryId: string;
  /** How many entries of the turn were discarded before this one began. */
  readonly generation: number;
  #lines: Line[] = [];
  #live = new MessageLines();
  readonly #texts: { kind: TextKind; part: number; text: string }[] = [];
  readonly #citations: Citation[] = [];
  #ended = false;

  constructor(entryId: string, generation: number) {
    this.entryId = entryId;
    this.generation = generation;
  }

  /** All lines so far; a new list if earlier ones were wrong. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** True once no line follows. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Takes a part of this message. */
  take(part: MessagePart): void {
    switch (part.type) {
      case "text-delta":
        return this.#add(this.#live.add(kindOf(part), part.part, part.text));
      case "text-end":
        return void this.#texts.push({ kind: kindOf(part), part: part.part, text: part.text });
      case "citation": {
        const { part: index, title, url } = part;
        return void (url !== null && this.#citations.push({ part: index, title, url }));
      }
      case "message-end":
        return this.#end(part.status === "COMPLETED" ? "completed" : "incomplete");
    }
  }

  /** What was shown of it is wrong; all of it comes again. */
  restart(): void {
    this.#lines = [];
    this.#live = new MessageLines();
    this.#texts.length = 0;
  }

  #add(lines: readonly Line[]) {
    for (const line of lines) this.#lines.push(line);
  }

  /** The final content decides: live text that differs from it is replaced. */
  #end(status: "completed" | "incomplete") {
    this.#ended = true;
    const whole = new MessageLines();
    const lines = this.#texts.flatMap(({ kind, part, text }) => whole.add(kind, part, text));
    lines.push(...whole.end(status, this.#citations));
    const isPrefix = this.#lines.every((line, i) => lines[i] && isSame(line, lines[i]));
    if (isPrefix) this.#add(lines.slice(this.#lines.length));
    else this.#lines = lines;
  }
}

const kindOf = ({ kind }: { kind: "TEXT" | "THINKING" }): TextKind =>
  kind === "TEXT" ? "message" : "reasoning";
