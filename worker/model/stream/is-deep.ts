/** Maximum nesting of the provider's JSON. All readers of it recurse level by level. */
export const maxDepth = 200;

/** True when the value of this JSON text is nested more deeply than `maxDepth`. */
export function isTooDeep(text: string, value: unknown): boolean {
  // Deeper nesting needs at least this many brackets; nearly all events are shorter.
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
