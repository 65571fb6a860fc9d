/** Longest hint below a field, in characters. */
const longest = 160;

/** The first sentences of a description, which is written for models. */
export function shortHint(description: string | null): string | undefined {
  if (description === null) return undefined;
  const line = description.trim().split("\n")[0] ?? "";
  return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line;
}
