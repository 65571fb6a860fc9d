import type { Place } from "./json-pointer.ts";
import { isObject, ownText } from "./unit-of-value.ts";

const fields = ["symbol", "ticker"];

/**
 * The symbol that the number at a place is about, in upper case: that in the nearest object around it, otherwise that in
 * the arguments of the call. Null if neither has one.
 */
export function symbolAt({ around }: Place, args: unknown): string | null {
  const objects = [...around.toReversed(), args].filter(isObject);
  for (const object of objects) {
    const symbol = fields.map((field) => ownText(object, field)).find((text) => text !== null);
    if (symbol) return symbol.toUpperCase();
  }
  return null;
}

/** The symbols among these that a name mentions as words of their own. */
export function symbolsIn(name: string, symbols: readonly string[]): string[] {
  const words = name.split(/[\s,;:()[\]/]+/).map((word) => word.replace(/(?<=.)[.'’]s?$/, ""));
  const last = words.findLast((word) => word !== "");
  // A symbol of one letter may be an article or a pronoun, except at the end, where a name has its symbol.
  return symbols.filter((s) => s.length === 1 ? s === last : words.includes(s));
}
