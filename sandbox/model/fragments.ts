/** `text` split into tokens of at most five characters; joined they give `text`. */
export function fragments(text: string): string[] {
  return text.match(/\s*\S{1,5}|\s+$/gu) ?? [];
}

/** Estimated tokens of `text`: four characters a token. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
