import type { TurnPart } from "../../../clients/client/turn/mod.ts";
import { shortId } from "../ids.ts";
import { type Ending, endingOf } from "./ending.ts";
import { itemEvent } from "./line-events.ts";
import { type MessagePart, MessageSlot } from "./message-slot.ts";
import type { ResponseWriter } from "./response-writer.ts";
import { ToolItem } from "./tool-item.ts";

type Of<Type> = Extract<TurnPart, { type: Type }>;

/**
 * Brings the parts of a turn into the order of a response, which does not depend on how the texts arrived: each message
 * is written as a whole, and everything else after it.
 */
export class TurnScript {
  #writer: ResponseWriter;
  /** Messages that have not been written whole, in the order of their start. */
  #messages: MessageSlot[] = [];
  /** What occurred since the first of them began. */
  readonly #later: TurnPart[] = [];
  readonly #tools = new Map<string, ToolItem>();
  /** Number of discarded entries. */
  #generation = 0;
  #ending: Ending | null = null;

  constructor(writer: ResponseWriter) {
    this.#writer = writer;
  }

  /** How the turn has ended; null before. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** Number of discarded entries so far. */
  get generation(): number {
    return this.#generation;
  }

  /** True while the turn can only go on after a decision about an approval. */
  get waits(): boolean {
    const open = [...this.#tools.values()];
    return this.#messages.length === 0 && open.length > 0 && open.every((tool) => tool.waits);
  }

  /** What follows is another response. */
  continueIn(writer: ResponseWriter): void {
    this.#writer = writer;
    this.#generation = 0;
  }

  /** Takes the parts of one event. */
  apply(parts: readonly TurnPart[]): void {
    for (const [i, part] of parts.entries()) {
      if (part.type === "discarded") this.#discard(part.entryId, parts.slice(i + 1));
      else if (part.type === "message-start") {
        this.#messages.push(new MessageSlot(part.entryId, this.#generation));
      } else if (isMessagePart(part)) this.#slotOf(part.entryId)?.take(part);
      else if (this.#messages.length === 0 || part.type === "turn") this.#now(part);
      else this.#later.push(part);
      this.#drain();
    }
  }

  #slotOf(entryId: string): MessageSlot | undefined {
    return this.#messages.find((slot) => slot.entryId === entryId);
  }

  /** An entry whose text comes again at once was only shown wrong. */
  #discard(entryId: string, next: readonly TurnPart[]) {
    const isAgain = next.some((part) => isMessagePart(part) && part.entryId === entryId);
    if (isAgain) return this.#slotOf(entryId)?.restart();
    this.#generation++;
    this.#messages = this.#messages.filter((slot) => slot.entryId !== entryId);
    this.#tools.delete(entryId);
    const stays = this.#later.filter((part) => !("entryId" in part) || part.entryId !== entryId);
    this.#later.splice(0, this.#later.length, ...stays);
  }

  #drain() {
    for (let slot = this.#messages[0]; slot; slot = this.#messages[0]) {
      this.#writer.message(slot);
      if (!slot.ended) return;
      this.#messages.shift();
    }
    for (const part of this.#later.splice(0)) this.#now(part);
  }

  #now(part: TurnPart) {
    switch (part.type) {
      case "turn":
        return void (this.#ending ??= endingOf(part.status, part.failure));
      case "tool-start":
        return void this.#tools.set(part.entryId, new ToolItem(part));
      case "tool-input":
        return this.#tools.get(part.entryId)?.input(part, this.#generation, this.#writer);
      case "tool-output":
      case "tool-error":
        this.#tools.get(part.entryId)?.end(part, this.#generation, this.#writer);
        return void this.#tools.delete(part.entryId);
      case "approval":
        return this.#approval(part);
    }
  }

  #approval({ approvalId, verdict, approval }: Of<"approval">) {
    const tool = this.#tools.get(approval?.toolCall?.id ?? "");
    if (!tool || !approval?.toolCall) return;
    tool.waits = verdict === "PENDING";
    if (verdict !== "PENDING") return;
    const { toolCall: { server, name }, proposedArguments: given } = approval;
    const id = shortId(approvalId);
    const args = given === null ? "" : JSON.stringify(given);
    const item = { id, type: "mcp_approval_request", server_label: server, name, arguments: args };
    const place = this.#writer.place();
    this.#writer.write(this.#generation, itemEvent("added", place, item));
    this.#writer.finish(this.#generation, place, item);
  }
}

function isMessagePart(part: TurnPart): part is MessagePart {
  return part.type.startsWith("text-") || part.type === "message-end" ||
    part.type === "citation" || part.type === "media";
}
