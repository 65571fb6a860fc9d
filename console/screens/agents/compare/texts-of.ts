import { jsonText, withoutHidden } from "../../../ui/json-text.ts";

/** The two sides of a change as texts that are compared word by word. */
export interface Texts {
  readonly before: string;
  readonly after: string;
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** Texts, and JSON values where both sides have one, with their hidden characters seen; null: there is nothing to compare word by word. */
export function textsOf(before: unknown, after: unknown): Texts | null {
  if (typeof before === "string" && typeof after === "string") {
    return { before: withoutHidden(before), after: withoutHidden(after) };
  }
  if (isObject(before) && isObject(after)) {
    return { before: jsonText(before, 2), after: jsonText(after, 2) };
  }
  return null;
}
