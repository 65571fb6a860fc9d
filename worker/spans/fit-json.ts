import { isObject } from "../../protocol/json/is-object.ts";
import { firstUnits } from "../tools/answer/cut-text.ts";

/** JSON data. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Most elements of a list, and keys of an object, that are looked at: more of them are longer than any attribute. */
const widest = 8_000;
/** Shortest beginning of a text that is kept, UTF-16 units. */
const shortest = 40;

/**
 * `value` as JSON text of at most `most` UTF-16 units, which stays JSON: where it is too long, texts are cut to one
 * length, and where that is not enough, lists lose their middle and objects their last keys. Each cut has a note of how
 * much is missing. `most` is 100 or more.
 */
export function fitJson(value: Json, most: number): string {
  const whole = JSON.stringify(value);
  if (whole.length <= most) return whole;
  const bounded = cutTexts(narrowed(value, widest), most);
  const byTexts = longestFit(shortest, most, (n) => JSON.stringify(cutTexts(bounded, n)), most);
  if (byTexts !== null) return byTexts;
  const short = cutTexts(bounded, shortest);
  const byWidth = longestFit(0, widest, (n) => JSON.stringify(narrowed(short, n)), most);
  return byWidth ?? JSON.stringify(`[cut: ${whole.length}]`);
}

/** The text for the largest `n` from `low` to `high` whose text fits; null when that of `low` does not. */
function longestFit(low: number, high: number, textOf: (n: number) => string, most: number) {
  let fits = textOf(low);
  if (fits.length > most) return null;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const text = textOf(middle);
    if (text.length <= most) [low, fits] = [middle, text];
    else high = middle - 1;
  }
  return fits;
}

/** Every text that is longer than `most` units is cut there, never inside of a surrogate pair. */
function cutTexts(value: Json, most: number): Json {
  if (typeof value === "string") return cutText(value, most);
  if (Array.isArray(value)) return value.map((one) => cutTexts(one, most));
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, one]) => [cutText(key, most), cutTexts(one, most)]),
  );
}

/** The beginning of a text that is longer than `most` units, with how many are missing. */
function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const begin = firstUnits(text, most);
  return `${begin}[cut: ${text.length - begin.length}]`;
}

/** Every list loses its middle, and every object its last keys, beyond `most`; what is left says how many are missing. */
function narrowed(value: Json, most: number): Json {
  if (Array.isArray(value)) {
    const gap = value.length - most;
    if (gap <= 0) return value.map((one) => narrowed(one, most));
    const begin = Math.floor(most / 2);
    const [first, last] = [value.slice(0, begin), value.slice(begin + gap)];
    const kept = (list: readonly Json[]) => list.map((one) => narrowed(one, most));
    return [...kept(first), missing(value, gap), ...kept(last)];
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const left = entries.slice(0, most).map(([key, one]) => [key, narrowed(one, most)]);
  if (entries.length <= most) return Object.fromEntries(left);
  return Object.fromEntries([...left, ["[cut]", entries.length - most]]);
}

/** The note in place of missing elements, in the shape of the others, since readers expect `type` and `role`. */
function missing([one = null]: readonly Json[], count: number): Json {
  if (!isObject(one)) return `[cut: ${count}]`;
  const part = { type: "cut", count };
  return "role" in one ? { role: "system", parts: [part] } : part;
}
