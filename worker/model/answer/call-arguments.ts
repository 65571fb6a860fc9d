import { inexactNumber, isJsonObject } from "../../../protocol/json/exact-json.ts";
import type { ArgumentsPiece } from "../stream/answer-event.ts";
import { isTooDeep } from "../stream/is-deep.ts";
import { asObject } from "../stream/fields.ts";
import { parsePreservingNumbers } from "../stream/preserve-numbers.ts";

/**
 * The arguments of a call as they arrive: fragments of JSON text, JSON as data, or both. Data is held back until the
 * call is complete, since more may follow; then it becomes text like the fragments.
 */
export class CallArguments {
  #text = "";
  #data: string | null = null;

  /** Adds a piece; returns the text that it adds. */
  add(piece: ArgumentsPiece | null): string {
    if (piece === null || piece.text === "") return "";
    if (piece.whole) {
      this.#data = this.#data === null ? piece.text : merged(this.#data, piece.text);
      return "";
    }
    this.#text += piece.text;
    return piece.text;
  }

  /** Completes the call; returns the text that is left to be added. */
  end(): string {
    const data = this.#data;
    if (data === null) return "";
    this.#data = null;
    const isFirst = this.#text.trim() === "";
    this.#text = isFirst ? data : merged(this.#text, data);
    return isFirst ? data : "";
  }

  /** All that has come, as JSON text. */
  get text(): string {
    return this.#data === null
      ? this.#text
      : this.#text.trim() === ""
      ? this.#data
      : merged(this.#text, this.#data);
  }

  /**
   * False when what has come is a whole JSON object, so that the piece must belong to another call. Data with other
   * keys continues it nevertheless: an object can be split over events.
   */
  isContinuedBy(piece: ArgumentsPiece | null): boolean {
    if (piece === null || piece.text.trim() === "") return true;
    const so = objectIn(this.text);
    if (so === null) return true;
    const more = piece.whole ? objectIn(piece.text) : null;
    return more !== null && Object.keys(more).every((key) => !Object.hasOwn(so, key));
  }
}

/** Two pieces as one object where both are objects, as when one was split over events; else their text. */
function merged(a: string, b: string): string {
  const [first, second] = [objectIn(a), objectIn(b)];
  return first && second ? JSON.stringify({ ...first, ...second }) : a + b;
}

function objectIn(text: string) {
  if (!text.trimEnd().endsWith("}")) return null;
  try {
    return asObject(parsePreservingNumbers(text));
  } catch {
    return null;
  }
}

/**
 * Arguments as data. None at all, and null, are no arguments; an object that was written as JSON within a JSON text is
 * taken out of it. Broken JSON, and JSON with a number that would become another one, stays the text that it is, for
 * the tool call to refuse.
 */
export function parseArguments(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (value === null) return {};
    if (isTooDeep(text, value)) return text;
    if (typeof value === "string") return isJsonObject(value) ? parseArguments(value) : text;
    return inexactNumber(text) === null ? value : text;
  } catch {
    return text;
  }
}
