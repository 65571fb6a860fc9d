import type { Annotation, Line, TextKind } from "./line.ts";
import { Pieces } from "./pieces.ts";

/** A citation in the content of a message, by the index of its part. */
export interface Citation {
  part: number;
  title: string;
  url: string;
}

/**
 * Makes the lines of one message of the agent. Adjacent texts are one item, so are adjacent thoughts: a provider cuts a
 * text where it cites a source. Citations follow the text that is last, because they are known at the end only.
 */
export class MessageLines {
  #kind: TextKind | null = null;
  #pieces = new Pieces();
  #length = 0;
  /** Length of the item's text where each part of it starts, in the order of the parts. */
  #starts: { part: number; at: number }[] = [];

  /** More text of a part. Parts come in their order. */
  add(kind: TextKind, part: number, text: string): Line[] {
    if (text === "") return [];
    const lines = kind === this.#kind ? [] : [...this.#finish("completed"), this.#begin(kind)];
    if (this.#starts.at(-1)?.part !== part) this.#starts.push({ part, at: this.#length });
    this.#length += text.length;
    return [...lines, ...this.#pieces.add(text).map(pieceLine)];
  }

  /** The message has ended. */
  end(status: "completed" | "incomplete", citations: readonly Citation[]): Line[] {
    const cites = this.#kind === "message" ? citations : [];
    return this.#finish(status, cites.map((one) => this.#annotation(one)));
  }

  #begin(kind: TextKind): Line {
    this.#kind = kind;
    this.#length = 0;
    this.#starts = [];
    return { line: "begin", kind };
  }

  #finish(status: "completed" | "incomplete", annotations: Line[] = []): Line[] {
    if (this.#kind === null) return [];
    this.#kind = null;
    return [...this.#pieces.end().map(pieceLine), ...annotations, { line: "end", status }];
  }

  /** A citation is where the next part of the text starts. */
  #annotation({ part, title, url }: Citation): Line {
    const at = this.#starts.find((start) => start.part > part)?.at ?? this.#length;
    const annotation: Annotation = {
      ...{ type: "url_citation", url, title, start_index: at, end_index: at },
    };
    return { line: "annotation", annotation };
  }
}

const pieceLine = (text: string): Line => ({ line: "piece", text });
