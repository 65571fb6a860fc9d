/** `text` cut into tokens of at most five characters; joined they are `text` again. */
export function fragments(text: string): string[] {
  return text.match(/\s*\S{1,5}|\s+$/gu) ?? [];
}

/** How many tokens `text` is believed to have: four characters a token. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
