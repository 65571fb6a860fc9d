/** Maximum length of a schema as JSON, UTF-16 units; number of its values; depth. */
export const schemaLimits = { length: 65_536, nodes: 10_000, depth: 100 } as const;

/** Why a schema is too large to be compiled; null if it is not. */
export function schemaSizeFault(schema: unknown): string | null {
  const { length, nodes, depth } = schemaLimits;
  let left: number = nodes;
  let level: unknown[] = [schema];
  for (let deep = 0; level.length > 0; deep++) {
    if (deep > depth) return `It can be at most ${depth} levels deep.`;
    left -= level.length;
    if (left < 0) return `It can have at most ${nodes} values.`;
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : []
    );
  }
  return JSON.stringify(schema).length > length
    ? `It can have at most ${length} characters.`
    : null;
}
