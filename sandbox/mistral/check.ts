import { asObject } from "../model/types.ts";
import type { Issue } from "./errors.ts";

/** Checks a value and returns its issues. */
export type Check = (value: unknown, loc: Issue["loc"]) => Issue[];

/** A field of an object: its check, and whether it is required. */
export type Field = { check: Check; required: boolean };

const issue = (type: string, msg: string): Check => (input, loc) => [{ type, loc, msg, input }];

/** A field that may be absent or null. */
export const opt = (check: Check): Field => ({ check: nullable(check), required: false });
/** A required field. */
export const req = (check: Check): Field => ({ check, required: true });
/** Any value. */
export const anything: Check = () => [];
/** A value that passes `check`, or null. */
export const nullable = (check: Check): Check => (v, loc) => v === null ? [] : check(v, loc);
/** A text of at most `max` characters. */
export const text = (max = Infinity): Check => (v, loc) => {
  if (typeof v !== "string") return issue("string_type", "Input should be a valid string")(v, loc);
  return v.length > max
    ? issue("string_too_long", `String should have at most ${max} characters`)(v, loc)
    : [];
};
/** A text that matches `pattern`. */
export const matching = (pattern: RegExp): Check => (v, loc) => {
  const wrong = text()(v, loc);
  if (wrong.length > 0 || pattern.test(String(v))) return wrong;
  const msg = `String should match pattern '${pattern.source}'`;
  return issue("string_pattern_mismatch", msg)(v, loc);
};
/** true or false. */
export const bool: Check = (v, loc) =>
  typeof v === "boolean" ? [] : issue("bool_type", "Input should be a valid boolean")(v, loc);
/** A number from `min` to `max`. */
export const number = (min: number, max: number, whole = false): Check => (v, loc) => {
  if (typeof v !== "number") return issue("float_type", "Input should be a valid number")(v, loc);
  if (whole && !Number.isInteger(v)) {
    return issue("int_type", "Input should be a valid integer")(v, loc);
  }
  if (v < min) {
    return issue("greater_than_equal", `Input should be greater than or equal to ${min}`)(v, loc);
  }
  return v > max
    ? issue("less_than_equal", `Input should be less than or equal to ${max}`)(v, loc)
    : [];
};
/** One of these values. */
export const oneOf = (...values: unknown[]): Check => (v, loc) =>
  values.includes(v)
    ? []
    : issue("literal_error", `Input should be ${values.join(" or ")}`)(v, loc);
/** An object with any keys. */
export const record: Check = (v, loc) =>
  typeof v === "object" && v !== null && !Array.isArray(v)
    ? []
    : issue("dict_type", "Input should be a valid dictionary")(v, loc);
/** A list of `min` to `max` items. */
export const list = (item: Check, min = 0, max = Infinity): Check => (v, loc) => {
  if (!Array.isArray(v)) return issue("list_type", "Input should be a valid list")(v, loc);
  if (v.length < min) return issue("too_short", `List should have at least ${min} item`)(v, loc);
  if (v.length > max) return issue("too_long", `List should have at most ${max} items`)(v, loc);
  return v.flatMap((one, i) => item(one, [...loc, i]));
};
/** A value that passes one of the checks; otherwise the issues are those of the first. */
export const either = (...checks: Check[]): Check => (v, loc) =>
  checks.some((check) => check(v, loc).length === 0) ? [] : checks[0]?.(v, loc) ?? [];
/** An object with these fields and no others. */
export const shape = (fields: Record<string, Field>): Check => (v, loc) => {
  if (record(v, loc).length > 0) return record(v, loc);
  const given = asObject(v);
  const absent = Object.entries(fields).filter(([key, f]) => f.required && given[key] === undefined)
    .flatMap(([key]) => issue("missing", "Field required")(given, [...loc, key]));
  const wrong = Object.entries(given).flatMap(([key, value]) => {
    const field = fields[key];
    if (!field) {
      return issue("extra_forbidden", "Extra inputs are not permitted")(value, [...loc, key]);
    }
    return value === undefined ? [] : field.check(value, [...loc, key]);
  });
  return [...absent, ...wrong];
};
