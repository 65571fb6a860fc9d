/** Deepest nesting of what the provider sends. All that reads it further goes down level by level. */
export const maxDepth = 200;

/** True for JSON of this text that is nested more deeply than `maxDepth`. */
export function isTooDeep(text: string, value: unknown): boolean {
  // So much nesting needs so many brackets; nearly all events are shorter.
  if (text.length < 2 * maxDepth) return false;
  let level = [value];
  for (let depth = 0; depth <= maxDepth; depth++) {
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : []
    );
    if (level.length === 0) return false;
  }
  return true;
}
