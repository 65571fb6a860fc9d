import { grow, type OutputItem, outputOf, type TextItem, textItem } from "./items.ts";
import { eventsOf, type Line } from "./line.ts";

/** Walks the lines of one message, with what each of them means for the items of the response. */
export class LineCursor {
  readonly #owner: string;
  readonly #index: number;
  #lines = 0;
  #events = 0;
  #begun = 0;
  #item: TextItem | null = null;
  readonly #ended: [index: number, item: OutputItem][] = [];

  /** `index`: the place of the first item of the message. */
  constructor(owner: string, index: number) {
    this.#owner = owner;
    this.#index = index;
  }

  /** Number of lines, of their events, and of the items that they begin. */
  get passed(): { lines: number; events: number; items: number } {
    return { lines: this.#lines, events: this.#events, items: this.#begun };
  }

  /** The item of the latest line; null before the first. */
  get item(): TextItem | null {
    return this.#item;
  }

  /** Items whose end was passed, by their place. */
  get ended(): readonly [index: number, item: OutputItem][] {
    return this.#ended;
  }

  /** Passes a line; the item as it is after it. */
  pass(line: Line): TextItem {
    const item = line.line === "begin"
      ? textItem(line.kind, this.#owner, this.#index + this.#begun++)
      : grow(this.#item as TextItem, line);
    if (line.line === "end") this.#ended.push([item.index, outputOf(item, line.status)]);
    this.#lines++;
    this.#events += eventsOf[line.line];
    this.#item = item;
    return item;
  }
}
