import { textOfEntry } from "../conversation-view.ts";
import type { TextPart } from "../text-parts.ts";
import type { ViewEntry } from "../view-types.ts";
import { Cell, type Readable, type Use } from "./readable.ts";

/** The text and the parts of one entry. */
interface EntryCells {
  entry: ViewEntry | undefined;
  text: Cell<string>;
  parts: Cell<readonly TextPart[]>;
}

const nothing: readonly TextPart[] = [];

/** The texts of entries: a change reaches the listeners of its entry only. */
export class EntryTexts {
  readonly #use: Use;
  readonly #server: ReadonlyMap<string, ViewEntry>;
  readonly #cells = new Map<string, EntryCells>();
  #shown: Map<string, ViewEntry>;

  constructor(use: Use, shown: readonly ViewEntry[]) {
    this.#use = use;
    this.#shown = byId(shown);
    this.#server = byId(shown);
  }

  /** The Markdown of an entry: empty for one that is not shown. */
  text(id: string): Readable<string> {
    return this.#cellsOf(id).text;
  }

  /** All parts of an entry: text, reasoning, arguments, citations, files. */
  parts(id: string): Readable<readonly TextPart[]> {
    return this.#cellsOf(id).parts;
  }

  has(id: string): boolean {
    return this.#shown.has(id);
  }

  /** All entries that are shown now. */
  showAll(entries: readonly ViewEntry[]): void {
    this.#shown = byId(entries);
    for (const [id, cells] of this.#cells) this.#set(cells, this.#shown.get(id));
  }

  /** An entry that is shown has another text. */
  show(entry: ViewEntry): void {
    this.#shown.set(entry.id, entry);
    const cells = this.#cells.get(entry.id);
    if (cells) this.#set(cells, entry);
  }

  #set(cells: EntryCells, entry: ViewEntry | undefined): void {
    if (cells.entry === entry) return;
    cells.entry = entry;
    cells.text.set(textOf(entry));
    cells.parts.set(entry?.parts ?? nothing);
  }

  #cellsOf(id: string): EntryCells {
    const known = this.#cells.get(id);
    if (known) return known;
    const [now, server] = [this.#shown.get(id), this.#server.get(id)];
    const made = {
      entry: now,
      text: new Cell(textOf(now), textOf(server), this.#use),
      parts: new Cell(now?.parts ?? nothing, server?.parts ?? nothing, this.#use),
    };
    this.#cells.set(id, made);
    return made;
  }
}

const textOf = (entry: ViewEntry | undefined) => entry ? textOfEntry(entry) : "";
const byId = (entries: readonly ViewEntry[]) => new Map(entries.map((entry) => [entry.id, entry]));
