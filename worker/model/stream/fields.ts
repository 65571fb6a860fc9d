import { isObject } from "../../../protocol/json/is-object.ts";
import { isWellFormed } from "../../../protocol/text/text-fault.ts";

/** A JSON object of the provider with unknown fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** Maximum length of an id of the provider, UTF-16 units. */
const maxIdLength = 256;

/** `value`, if it is an object; otherwise null. */
export function asObject(value: unknown): Fields | null {
  return isObject(value) ? value : null;
}

/** `value` as text: a string, or a number or boolean written out; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** `textOf`, but null for an empty or blank text. */
export function wordsOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null || text.trim() === "" ? null : text;
}

/**
 * `value` as an id that can be stored and sent back unchanged; null when it is missing, empty, too long, or contains
 * control characters or half surrogate pairs.
 */
export function idOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null || text === "" || text.length > maxIdLength) return null;
  if (/^[ -~]*$/.test(text)) return text;
  // deno-lint-ignore no-control-regex
  return /[\u0000-\u001f\u007f]/.test(text) || !isWellFormed(text) ? null : text;
}

/** `value` as the index of an output: a whole number from 0, also given as text; otherwise null. */
export function indexOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** `value` as a number, also given as text; otherwise null. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
