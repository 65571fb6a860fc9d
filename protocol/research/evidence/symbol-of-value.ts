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
