import type { TextPart } from "../view/text-parts.ts";
import { Cell, type Readable, type Use } from "./readable.ts";

/** What has text: an entry of a conversation, or a phase of a research run. */
interface Written {
  readonly id: string;
  readonly parts: readonly TextPart[];
}

/** The text and the parts of one of them. */
interface TextCells<W> {
  from: W | undefined;
  text: Cell<string>;
  parts: Cell<readonly TextPart[]>;
}

const nothing: readonly TextPart[] = [];

/** Texts by id: a change reaches the listeners of its text only. */
export class Texts<W extends Written> {
  readonly #use: Use;
  readonly #join: (from: W) => string;
  readonly #server: ReadonlyMap<string, W>;
  readonly #cells = new Map<string, TextCells<W>>();
  #shown: Map<string, W>;

  /** `join`: the whole text of one. `shown`: what a server has read. */
  constructor(use: Use, join: (from: W) => string, shown: readonly W[] = []) {
    this.#use = use;
    this.#join = join;
    this.#shown = byId(shown);
    this.#server = byId(shown);
  }

  /** The Markdown of an entry or phase; empty for one that is not shown. */
  text(id: string): Readable<string> {
    return this.#cellsOf(id).text;
  }

  /** All its parts: text, reasoning, arguments, citations, files. */
  parts(id: string): Readable<readonly TextPart[]> {
    return this.#cellsOf(id).parts;
  }

  has(id: string): boolean {
    return this.#shown.has(id);
  }

  /** All that are shown now. */
  showAll(all: readonly W[]): void {
    this.#shown = byId(all);
    for (const [id, cells] of this.#cells) {
      this.#set(cells, this.#shown.get(id));
    }
  }

  /** One that is shown has another text. */
  show(one: W): void {
    this.#shown.set(one.id, one);
    const cells = this.#cells.get(one.id);
    if (cells) this.#set(cells, one);
  }

  #set(cells: TextCells<W>, from: W | undefined): void {
    if (cells.from === from) return;
    cells.from = from;
    cells.text.set(this.#textOf(from));
    cells.parts.set(from?.parts ?? nothing);
  }

  #textOf(from: W | undefined): string {
    return from ? this.#join(from) : "";
  }

  #cellsOf(id: string): TextCells<W> {
    const known = this.#cells.get(id);
    if (known) return known;
    const [now, server] = [this.#shown.get(id), this.#server.get(id)];
    const made = {
      from: now,
      text: new Cell(this.#textOf(now), this.#textOf(server), this.#use),
      parts: new Cell(
        now?.parts ?? nothing,
        server?.parts ?? nothing,
        this.#use,
      ),
    };
    this.#cells.set(id, made);
    return made;
  }
}

const byId = <W extends Written>(all: readonly W[]) => new Map(all.map((one) => [one.id, one]));
