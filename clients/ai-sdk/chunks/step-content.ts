import type { UIMessageChunk } from "ai";

/** A part of the message, as the chunks that show it. */
interface Item {
  entryId: string;
  part: number;
  chunks: UIMessageChunk[];
}

/**
 * What the message shows of the step that is being written. `ai` appends parts in the order of their chunks, and takes
 * back all of a step or nothing: what stays is shown again from here.
 */
export class StepContent {
  /** Ids of entries, in the order in which they began. */
  readonly #entries: string[] = [];
  /** In the order in which they are shown. */
  #items: Item[] = [];

  /** An entry begins: its parts come after those of the entries before it. */
  begin(entryId: string): void {
    if (!this.#entries.includes(entryId)) this.#entries.push(entryId);
  }

  /** Shows chunks of a part. */
  show(entryId: string, part: number, chunks: readonly UIMessageChunk[]): UIMessageChunk[] {
    this.begin(entryId);
    const item = this.#items.find((one) => one.entryId === entryId && one.part === part);
    if (!item) this.#items.push({ entryId, part, chunks: [...chunks] });
    else for (const chunk of chunks) append(item.chunks, chunk);
    return [...chunks];
  }

  /** Takes back what an entry has shown; it keeps its place. */
  discard(entryId: string): UIMessageChunk[] {
    const kept = this.#items.filter((item) => item.entryId !== entryId);
    if (kept.length === this.#items.length) return [];
    this.#items = kept;
    return this.#again();
  }

  /** Shows the parts in the order of the answer, where they arrived in another one, as for a reader that joined late. */
  inOrder(): UIMessageChunk[] {
    const place = ({ entryId }: Item) => this.#entries.indexOf(entryId);
    const ordered = this.#items.toSorted((a, b) => place(a) - place(b) || a.part - b.part);
    if (ordered.every((item, i) => item === this.#items[i])) return [];
    this.#items = ordered;
    return this.#again();
  }

  #again(): UIMessageChunk[] {
    return [{ type: "reset-step" }, ...this.#items.flatMap(({ chunks }) => chunks)];
  }
}

/** Appends a chunk, joined with the one before it if both are text of one part. */
function append(chunks: UIMessageChunk[], chunk: UIMessageChunk): void {
  const last = chunks.at(-1);
  const joined = last && joinedText(last, chunk);
  if (joined) chunks[chunks.length - 1] = joined;
  else chunks.push(chunk);
}

function joinedText(a: UIMessageChunk, b: UIMessageChunk): UIMessageChunk | null {
  if (a.type === "text-delta" && b.type === "text-delta") {
    return { ...a, delta: a.delta + b.delta };
  }
  if (a.type === "reasoning-delta" && b.type === "reasoning-delta") {
    return { ...a, delta: a.delta + b.delta };
  }
  if (a.type === "tool-input-delta" && b.type === "tool-input-delta") {
    return { ...a, inputTextDelta: a.inputTextDelta + b.inputTextDelta };
  }
  return null;
}
