import { jsonText } from "../../../ui/json-text.ts";

/** Longest arguments in a line, in characters, unless more are asked for. */
const longest = 200;

/** The arguments of a call in one line; null: the viewer may not read them. */
export function argumentsLine(args: unknown, most: number = longest): string | null {
  if (args === null || args === undefined) return null;
  const text = jsonText(args);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
