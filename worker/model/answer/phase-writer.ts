import type { DraftDelta } from "../../../protocol/log/event.ts";
import { partialTexts } from "../../../protocol/json/partial-json.ts";
import { partsOf, writtenSoFar } from "../../../protocol/research/parts.ts";
import type { PhaseText } from "../../../store/research/phase-text.ts";
import type { Progress } from "./transcript.ts";

/** JSON is read anew once it has grown by this share of itself, so that a long report costs no more than it must. */
const worthReading = 1 / 256;

/** Reads the text of a research phase out of its agent's answer while that is being written. */
export class PhaseWriter {
  readonly #phase: PhaseText;
  #answer = "";
  #read = 0;
  readonly #told: string[] = [];

  constructor(phase: PhaseText) {
    this.#phase = phase;
  }

  /** What this progress adds to the text of the phase, as chunks for its run's stream. */
  add({ chunks }: Progress): DraftDelta[] {
    this.#answer += chunks.filter((c) => c.kind === "TEXT").map((c) => c.text).join("");
    const grown = this.#answer.length - this.#read;
    if (grown === 0 || grown < this.#answer.length * worthReading) return [];
    this.#read = this.#answer.length;
    return this.#parts().flatMap((text, part) => this.#tell(text, part));
  }

  #parts(): string[] {
    const { kind } = this.#phase;
    return kind === "SEARCH"
      ? [this.#answer]
      : partsOf(kind, writtenSoFar(partialTexts(this.#answer)));
  }

  #tell(text: string, part: number): DraftDelta[] {
    const { draftId: entryId, researchId: streamId } = this.#phase;
    const told = this.#told[part] ?? "";
    // Text that is not what was told before is held back: the finished phase shows it.
    if (text.length <= told.length || !text.startsWith(told)) return [];
    this.#told[part] = text;
    const chunk = { part, kind: "TEXT" as const, offset: told.length };
    return [{ ...chunk, entryId, streamId, text: text.slice(told.length) }];
  }
}
