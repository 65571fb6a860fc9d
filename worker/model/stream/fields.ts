import { isObject } from "../../../protocol/json/is-object.ts";
import { isWellFormed } from "../../../protocol/text/text-fault.ts";

/** A JSON object of the provider with unknown fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** Longest id of the provider that is accepted, UTF-16 units. */
const longestId = 256;

/** `value` as an object; null when it is none. */
export function asObject(value: unknown): Fields | null {
  return isObject(value) ? value : null;
}

/** `value` as text: a string, or a number or boolean written out; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** The same, but null when it is empty or blank. */
export function wordsOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null || text.trim() === "" ? null : text;
}

/**
 * `value` as an id that can be stored and sent back as it is; null when it is missing, empty, too long, or holds
 * control characters or half surrogates.
 */
export function idOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null || text === "" || text.length > longestId) return null;
  if (/^[ -~]*$/.test(text)) return text;
  // deno-lint-ignore no-control-regex
  return /[\u0000-\u001f\u007f]/.test(text) || !isWellFormed(text) ? null : text;
}

/** `value` as the index of an output: a whole number from 0, also as text; null otherwise. */
export function indexOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** `value` as a number, also as text; null when it is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
