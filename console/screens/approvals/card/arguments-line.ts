/** Longest arguments in a line, in characters. */
const longest = 200;

/** The arguments of a call in one line; null: the viewer may not read them. */
export function argumentsLine(args: unknown): string | null {
  if (args === null || args === undefined) return null;
  const text = JSON.stringify(args);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
