/**
 * Why a text cannot be stored, in words for its sender; null if it can. PostgreSQL stores no U+0000, and half of a
 * surrogate pair has no UTF-8 form: it would be read as another character.
 */
export function textFault(text: string): string | null {
  if (text.includes("\0")) return "A text cannot contain U+0000 (NUL). Remove it.";
  if (!isWellFormed(text)) return "A text cannot contain half of a surrogate pair. Remove it.";
  return null;
}

/** False if the text contains half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
