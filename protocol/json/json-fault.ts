import { limits } from "../limits.ts";
import { textFault } from "../text/text-fault.ts";

/**
 * Why a value cannot be stored as JSON, in words for its sender; null if it can. It checks level by level without
 * recursion; later steps, including PostgreSQL, are recursive and would fail for a value that is nested too deeply.
 */
export function jsonFault(value: unknown): string | null {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.jsonDepth) {
      return `A JSON value can be at most ${limits.jsonDepth} levels deep.`;
    }
    const next: unknown[] = [];
    for (const each of level) {
      const fault = faultOf(each, next);
      if (fault !== null) return fault;
    }
    level = next;
  }
  return null;
}

/** The fault of `value` itself; its members are added to `inside`. */
function faultOf(value: unknown, inside: unknown[]): string | null {
  if (typeof value === "string") return textFault(value);
  if (typeof value === "number") {
    return Number.isFinite(value) ? null : "A number is too large for a JSON value.";
  }
  if (value === null || typeof value !== "object") return null;
  if (!Array.isArray(value) && !isPlain(value)) return "A variable in it is not a JSON value.";
  for (const [name, each] of Object.entries(value)) {
    const fault = textFault(name);
    if (fault !== null) return fault;
    inside.push(each);
  }
  return null;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
