/** UTF-16 units of the first words of a conversation. */
export const firstTextLength = 200;

/**
 * The first words of a text on one line, cut between words where a word ends in the second half, never inside a
 * surrogate pair. Null for a text without any.
 */
export function firstWords(text: string): string | null {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= firstTextLength) return line === "" ? null : line;
  const cut = line.slice(0, firstTextLength - 1);
  const end = cut.lastIndexOf(" ");
  const words = end > firstTextLength / 2 ? cut.slice(0, end) : cut;
  return `${words.replace(/[\ud800-\udbff]$/, "")}…`;
}
