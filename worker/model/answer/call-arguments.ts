import { inexactNumber, isJsonObject } from "../../../protocol/json/exact-json.ts";
import type { ArgumentsPiece } from "../stream/answer-event.ts";
import { isTooDeep } from "../stream/is-deep.ts";
import { asObject } from "../stream/fields.ts";
import { parsePreservingNumbers } from "../stream/preserve-numbers.ts";

/**
 * The arguments of a call as they arrive: fragments of JSON text, JSON as data, or both. Data becomes text only when the
 * call is complete, since more may follow.
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

  /** Completes the call; returns the remaining text. */
  end(): string {
    const data = this.#data;
    if (data === null) return "";
    this.#data = null;
    const isFirst = this.#text.trim() === "";
    this.#text = isFirst ? data : merged(this.#text, data);
    return isFirst ? data : "";
  }

  /** Everything that has arrived, as JSON text. */
  get text(): string {
    return this.#data === null
      ? this.#text
      : this.#text.trim() === ""
      ? this.#data
      : merged(this.#text, this.#data);
  }

  /**
   * False when a complete JSON object has arrived, so that the piece must belong to another call. Data with other keys
   * continues the object: it can be split over events.
   */
  isContinuedBy(piece: ArgumentsPiece | null): boolean {
    if (piece === null || piece.text.trim() === "") return true;
    const so = objectIn(this.text);
    if (so === null) return true;
    const more = piece.whole ? objectIn(piece.text) : null;
    return more !== null && Object.keys(more).every((key) => !Object.hasOwn(so, key));
  }
}

/** Two objects merged into one, as when an object was split over events; otherwise the joined texts. */
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
 * Arguments as data. An empty text and null are an empty object; an object inside a JSON string is unwrapped. Malformed
 * JSON, and JSON with a number that would be rounded, remains text, which the tool call refuses.
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
