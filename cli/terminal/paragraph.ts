/** Layout of a paragraph. */
export interface Layout {
  /** Prefix of each line but the first. */
  margin: string;
  /** Largest width of a line with its margin; a longer word exceeds it. */
  width: number;
  bold(text: string): string;
}

/** Lays out Markdown that arrives in pieces: complete words, wrapped after a margin, with `**bold**`. */
export class Paragraph {
  readonly #layout: Layout;
  /** A word that may not be complete. */
  #word = "";
  /** Line ends and spaces before it that are not written yet. */
  #gap = "";
  #column: number;
  #bold = false;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#column = layout.margin.length;
  }

  /** The text that can be written now. */
  add(piece: string): string {
    let out = "";
    for (const char of piece) {
      if (!/\s/.test(char)) this.#word += char;
      else {
        out += this.#flush();
        this.#gap += char;
      }
    }
    return out;
  }

  /** The last word. */
  end(): string {
    return this.#flush();
  }

  #flush(): string {
    if (this.#word === "") return "";
    const { margin, width } = this.#layout;
    const size = this.#word.replaceAll("**", "").length;
    const lines = this.#gap.split("\n").length - 1;
    const full = this.#column + 1 + size > width;
    const breaks = lines > 0 ? lines : this.#gap !== "" && full ? 1 : 0;
    const space = breaks > 0 ? "\n".repeat(breaks) + margin : this.#gap === "" ? "" : " ";
    this.#column = breaks > 0 ? margin.length + size : this.#column + space.length + size;
    const word = this.#dressed(this.#word);
    this.#word = "";
    this.#gap = "";
    return space + word;
  }

  #dressed(word: string): string {
    return word.split("**").map((part, at) => {
      if (at > 0) this.#bold = !this.#bold;
      return this.#bold && part !== "" ? this.#layout.bold(part) : part;
    }).join("");
  }
}
