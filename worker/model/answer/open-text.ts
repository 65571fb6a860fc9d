import type { DraftDelta, TextKind } from "../../../protocol/log/event.ts";

/** `text` up to its last complete character, and the remaining half surrogate pair. */
function splitWhole(text: string): { text: string; half: string } {
  return /[\ud800-\udbff]$/.test(text)
    ? { text: text.slice(0, -1), half: text.slice(-1) }
    : { text, half: "" };
}

/** One part of an entry while it is written: no chunk of it ends inside a surrogate pair. */
export class OpenText {
  readonly #at: { entryId: string; part: number; kind: TextKind };
  #half = "";
  #text = "";

  constructor(entryId: string, part: number, kind: TextKind) {
    this.#at = { entryId, part, kind };
  }

  /** All text so far, in complete characters. */
  get text(): string {
    return this.#text;
  }

  /** Adds text; returns the delta that it adds, if any. */
  add(added: string): DraftDelta[] {
    const { text, half } = splitWhole(this.#half + added);
    this.#half = half;
    if (text === "") return [];
    const offset = this.#text.length;
    this.#text += text;
    return [{ ...this.#at, offset, text }];
  }

  /** Ends the text: a remaining half surrogate pair becomes U+FFFD. */
  end(): DraftDelta[] {
    if (this.#half === "") return [];
    this.#half = "";
    return this.add("\ufffd");
  }
}

/** An entry that is still being written. */
interface Writing {
  entryId: string;
  texts: Map<number, OpenText>;
}

/** The text of a part of an entry, created at its first use. */
export function textOf(entry: Writing, part: number, kind: TextKind): OpenText {
  const open = entry.texts.get(part) ?? new OpenText(entry.entryId, part, kind);
  entry.texts.set(part, open);
  return open;
}
