import type { Place } from "./json-pointer.ts";

/**
 * The unit of the number at a place. A result may have `units`, a map from the names of fields to units, in an object
 * around it; otherwise names of fields that servers commonly use say it. Null: the result does not say it.
 */
export function unitAt({ around, keys }: Place): string | null {
  const field = keys.findLast((key) => !/^\d+$/.test(key)) ?? "";
  const objects = around.filter(isObject).toReversed();
  const maps = objects.map(({ units }) => units).filter(isObject);
  if (maps.length > 0) return firstText(maps, [field]);
  if (/percent(age)?$/i.test(field)) return "%";
  return firstText(objects, [`${field}Currency`]) ?? firstText(objects, ["currency"]);
}

/** The text at one of the keys in the first object that has one. */
function firstText(objects: readonly Record<string, unknown>[], keys: readonly string[]) {
  for (const object of objects) {
    const text = keys.map((key) => ownText(object, key)).find((t) => t !== null);
    if (text) return text;
  }
  return null;
}

/** The text of an object's own property; null if it has none. */
export function ownText(object: Record<string, unknown>, key: string): string | null {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return typeof value === "string" && value !== "" ? value.slice(0, 80) : null;
}

/** True for an object that is no list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
