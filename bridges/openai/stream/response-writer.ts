import { LineCursor } from "./cursor.ts";
import type { EventBody, OutputItem } from "./items.ts";
import { isSame, type Line } from "./line.ts";
import { itemEvent, lineEvents } from "./line-events.ts";
import type { MessageSlot } from "./message-slot.ts";
import { replacedAt, sequenceOf } from "./sequence.ts";

/** An event of the stream of a response. */
export type NumberedEvent = EventBody & { sequence_number: number };

/**
 * Writes one response: numbers events, and places items in the output. Of a message that was discarded it keeps what was
 * shown. The next attempt continues it as long as it says the same; otherwise the shown items end as incomplete, and the
 * attempt gets new ones.
 */
export class ResponseWriter {
  /** Makes ids of items unique. */
  readonly owner: string;
  /** Events up to this number are known to the reader. */
  readonly #after: number;
  readonly #items = new Map<number, OutputItem>();
  #out: NumberedEvent[] = [];
  /** Number and place of the next event and item, after the last message that has ended. */
  #count = 0;
  #index = 0;
  #replaced: number;
  /** Lines of a message that the reader has and that has not ended, and where they end. */
  #shown: Line[] = [];
  #shownTo: LineCursor;
  #shownIn = 0;
  /** How far the current message was compared with them. */
  #at: LineCursor;
  #current: readonly Line[] = [];

  constructor(owner: string, after: number | null) {
    this.owner = owner;
    this.#after = after ?? -1;
    this.#replaced = after === null ? 0 : replacedAt(after);
    this.#at = this.#shownTo = this.#start();
  }

  /** Complete items of the output, in their order. */
  get output(): OutputItem[] {
    return [...this.#items].sort(([a], [b]) => a - b).map(([, item]) => item);
  }

  /** How many items this reader was shown that were replaced. */
  get replaced(): number {
    return this.#replaced;
  }

  /** The events since the last call. */
  take(): NumberedEvent[] {
    return this.#out.splice(0);
  }

  /** Writes events that are not of a message. */
  write(generation: number, ...events: EventBody[]): void {
    this.#leaveShown();
    this.#number(generation, this.#count, events);
    this.#count += events.length;
  }

  /** The place of a new item that is not a text. */
  place(): number {
    this.#leaveShown();
    return this.#index++ + this.#replaced;
  }

  /** Ends the item at a place. */
  finish(generation: number, index: number, item: OutputItem): void {
    this.write(generation, itemEvent("done", index, item));
    this.#items.set(index, item);
  }

  /** Writes the lines of the current message that are new. */
  message(slot: MessageSlot): void {
    if (slot.lines !== this.#current) [this.#current, this.#at] = [slot.lines, this.#start()];
    for (let n = this.#at.passed.lines; n < slot.lines.length; n = this.#at.passed.lines) {
      this.#line(slot.lines[n] as Line, n, slot.generation);
    }
    if (!slot.ended) return;
    if (this.#shown.length > slot.lines.length) {
      this.#leaveShown();
      return this.message(slot);
    }
    this.#end();
  }

  #line(line: Line, n: number, generation: number) {
    const shown = this.#shown[n];
    if (shown && !isSame(shown, line)) return this.#leaveShown();
    const { events } = this.#at.passed;
    const item = this.#at.pass(line);
    if (shown) return;
    this.#shown.push(line);
    this.#shownIn = generation;
    this.#shownTo = this.#at;
    this.#number(generation, this.#count + events, lineEvents(line, item));
  }

  /** The current message has ended, and all of it is shown. */
  #end() {
    const { events, items } = this.#at.passed;
    for (const [index, item] of this.#at.ended) this.#items.set(index, item);
    this.#count += events;
    this.#index += items;
    this.#clear();
  }

  /** Nothing continues what was shown: its open item ends, its places stay taken. */
  #leaveShown() {
    if (this.#shown.length === 0) return;
    const { passed, item } = this.#shownTo;
    const line: Line = { line: "end", status: "incomplete" };
    const isOpen = this.#shown.at(-1)?.line !== "end";
    if (item && isOpen) {
      this.#number(this.#shownIn, this.#count + passed.events, lineEvents(line, item));
    }
    this.#replaced += passed.items;
    this.#clear();
  }

  #clear() {
    this.#shown = [];
    this.#at = this.#shownTo = this.#start();
  }

  #start(): LineCursor {
    return new LineCursor(this.owner, this.#index + this.#replaced);
  }

  #number(generation: number, count: number, events: readonly EventBody[]) {
    const replaced = this.#replaced;
    for (const [i, event] of events.entries()) {
      const sequence_number = sequenceOf({ generation, replaced, count: count + i });
      if (sequence_number > this.#after) this.#out.push({ ...event, sequence_number });
    }
  }
}
