import { isObject } from "../../protocol/json/is-object.ts";
import { firstUnits } from "../tools/answer/cut-text.ts";

/** JSON data. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Maximum elements of a list and keys of an object that are considered: more never fit into an attribute. */
const maxWidth = 8_000;
/** Minimum units of a text that remain, UTF-16 units. */
const minUnits = 40;

/**
 * `value` as JSON text of at most `max` UTF-16 units, 100 or more. Where it is too long, all texts are cut to the same
 * length; if that is not enough, lists lose their middle and objects their last keys. Each cut notes how much is missing.
 */
export function fitJson(value: Json, max: number): string {
  const whole = JSON.stringify(value);
  if (whole.length <= max) return whole;
  const bounded = cutTexts(narrowed(value, maxWidth), max);
  const byTexts = longestFit(minUnits, max, (n) => JSON.stringify(cutTexts(bounded, n)), max);
  if (byTexts !== null) return byTexts;
  const short = cutTexts(bounded, minUnits);
  const byWidth = longestFit(0, maxWidth, (n) => JSON.stringify(narrowed(short, n)), max);
  return byWidth ?? JSON.stringify(`[cut: ${whole.length}]`);
}

/** The text for the largest `n` from `low` to `high` whose text fits; null when that of `low` does not. */
function longestFit(low: number, high: number, textOf: (n: number) => string, max: number) {
  let fits = textOf(low);
  if (fits.length > max) return null;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const text = textOf(middle);
    if (text.length <= max) [low, fits] = [middle, text];
    else high = middle - 1;
  }
  return fits;
}

/** Cuts texts that are longer than `max` units, never inside a surrogate pair. */
function cutTexts(value: Json, max: number): Json {
  if (typeof value === "string") return cutText(value, max);
  if (Array.isArray(value)) return value.map((one) => cutTexts(one, max));
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, one]) => [cutText(key, max), cutTexts(one, max)]),
  );
}

/** A text, cut to `max` units with a note of how many are missing. */
function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const begin = firstUnits(text, max);
  return `${begin}[cut: ${text.length - begin.length}]`;
}

/** Removes the middle of lists and the last keys of objects beyond `max`, with a note of how many are missing. */
function narrowed(value: Json, max: number): Json {
  if (Array.isArray(value)) {
    const gap = value.length - max;
    if (gap <= 0) return value.map((one) => narrowed(one, max));
    const begin = Math.floor(max / 2);
    const [first, last] = [value.slice(0, begin), value.slice(begin + gap)];
    const kept = (list: readonly Json[]) => list.map((one) => narrowed(one, max));
    return [...kept(first), missing(value, gap), ...kept(last)];
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const left = entries.slice(0, max).map(([key, one]) => [key, narrowed(one, max)]);
  if (entries.length <= max) return Object.fromEntries(left);
  return Object.fromEntries([...left, ["[cut]", entries.length - max]]);
}

/** The note in place of missing elements, in the form of the others, since readers expect `type` and `role`. */
function missing([one = null]: readonly Json[], count: number): Json {
  if (!isObject(one)) return `[cut: ${count}]`;
  const part = { type: "cut", count };
  return "role" in one ? { role: "system", parts: [part] } : part;
}
