import type { DraftDelta } from "../../../protocol/log/event.ts";
import { partialTexts } from "../../../protocol/json/partial-json.ts";
import { partsOf, writtenSoFar } from "../../../protocol/research/parts.ts";
import type { PhaseText } from "../../../store/research/phase-text.ts";
import type { Progress } from "./transcript.ts";

/** JSON is parsed again after it has grown by this share, so that the cost for a long report stays linear. */
const minGrowth = 1 / 256;

/** Extracts the text of a research phase from its agent's answer while that is being written. */
export class PhaseWriter {
  readonly #phase: PhaseText;
  #answer = "";
  #read = 0;
  readonly #written: string[] = [];

  constructor(phase: PhaseText) {
    this.#phase = phase;
  }

  /** The text that this progress adds to the phase, as deltas for the stream of its run. */
  add({ chunks }: Progress): DraftDelta[] {
    this.#answer += chunks.filter((c) => c.kind === "TEXT").map((c) => c.text).join("");
    const grown = this.#answer.length - this.#read;
    if (grown === 0 || grown < this.#answer.length * minGrowth) return [];
    this.#read = this.#answer.length;
    return this.#parts().flatMap((text, part) => this.#append(text, part));
  }

  #parts(): string[] {
    const { kind } = this.#phase;
    return kind === "SEARCH"
      ? [this.#answer]
      : partsOf(kind, writtenSoFar(partialTexts(this.#answer)));
  }

  #append(text: string, part: number): DraftDelta[] {
    const { draftId: entryId, researchId: streamId } = this.#phase;
    const written = this.#written[part] ?? "";
    // Text that does not continue the written text is omitted here; the finished phase has it.
    if (text.length <= written.length || !text.startsWith(written)) return [];
    this.#written[part] = text;
    const chunk = { part, kind: "TEXT" as const, offset: written.length };
    return [{ ...chunk, entryId, streamId, text: text.slice(written.length) }];
  }
}
