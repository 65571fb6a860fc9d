import { assign, checkPart } from "../view/assign.ts";
import type { TurnEvent, TurnMessage, TurnPart } from "./parts.ts";

type Delta = Extract<TurnEvent, { __typename: "TextDelta" }>;
interface Shown {
  kind: "TEXT" | "THINKING";
  text: string;
  ended: boolean;
}

/** The parts of one message that its reader has: what a delta or the end adds to them. */
export class MessageParts {
  readonly #entryId: string;
  #shown: Shown[] = [];

  constructor(entryId: string) {
    this.#entryId = entryId;
  }

  /** Text arrived. A reader that resumed gets each open part again from its start, of which nothing is new. */
  delta({ part, kind, offset, text }: Delta): TurnPart[] {
    if (kind === "ARGUMENTS") return [];
    checkPart(part);
    const before = this.#shown[part];
    // The usual case compares nothing: comparing would read all of the text at each piece.
    if (before && offset === before.text.length) return this.#append(part, before, text);
    return this.#show(part, kind, assign(before?.text ?? "", { offset, text }));
  }

  #append(part: number, before: Shown, text: string): TurnPart[] {
    this.#shown[part] = { ...before, text: before.text + text, ended: false };
    const place = { entryId: this.#entryId, part, kind: before.kind };
    return text ? [textDelta(place, text)] : [];
  }

  /** The message has ended with this content. */
  end({ content, status }: TurnMessage): TurnPart[] {
    const entryId = this.#entryId;
    const parts = content.flatMap((one, part): TurnPart[] => {
      switch (one.__typename) {
        case "TextContent":
          return this.#endPart(part, "TEXT", one.text ?? "");
        case "ThinkingContent":
          return one.reasoning === null ? [] : this.#endPart(part, "THINKING", one.reasoning);
        default: {
          const type = one.__typename === "CitationContent" ? "citation" : "media";
          return [{ type, entryId, part, title: one.title, url: one.url }];
        }
      }
    });
    return [...parts, { type: "message-end", entryId, status }];
  }

  #endPart(part: number, kind: Shown["kind"], text: string): TurnPart[] {
    const before = this.#shown[part]?.text ?? "";
    const isTooLong = before.length > text.length && before.startsWith(text);
    if (isTooLong) this.#shown[part] = { kind, text, ended: false };
    const shown = isTooLong ? this.#again() : this.#show(part, kind, text);
    const own = this.#shown[part];
    if (!own) return [];
    own.ended = true;
    return [...shown, { type: "text-end", entryId: this.#entryId, part, kind, text }];
  }

  #show(part: number, kind: Shown["kind"], text: string): TurnPart[] {
    const place = { entryId: this.#entryId, part, kind };
    const before = this.#shown[part];
    // An empty part is not shown: whether a reader saw it begin must not matter.
    if (!before && !text) return [];
    this.#shown[part] = { kind, text, ended: false };
    if (!before) return [{ type: "text-start", ...place }, textDelta(place, text)];
    if (text.startsWith(before.text)) {
      const more = text.slice(before.text.length);
      return more ? [textDelta(place, more)] : [];
    }
    return before.text.startsWith(text) ? this.#keep(part, before) : this.#again();
  }

  /** A prefix of what is shown: the rest follows. */
  #keep(part: number, before: Shown): TurnPart[] {
    this.#shown[part] = before;
    return [];
  }

  /** The text differs from what was shown: takes all of it back and shows it again. */
  #again(): TurnPart[] {
    const shown = this.#shown;
    this.#shown = [];
    const parts = shown.flatMap(({ kind, text, ended }, part) => [
      ...this.#show(part, kind, text),
      ...ended ? [{ type: "text-end" as const, entryId: this.#entryId, part, kind, text }] : [],
    ]);
    return [{ type: "discarded", entryId: this.#entryId }, ...parts];
  }
}

const textDelta = (
  place: { entryId: string; part: number; kind: Shown["kind"] },
  text: string,
): TurnPart => ({ type: "text-delta", ...place, text });
