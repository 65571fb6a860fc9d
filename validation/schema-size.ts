/** Maximum length of a schema as JSON, UTF-16 units; number of its values; depth. */
export const schemaLimits = { length: 65_536, nodes: 10_000, depth: 100 } as const;

/** Why a schema is too large to be compiled; null if it is not. */
export function schemaSizeFault(schema: unknown): string | null {
  const { length, nodes, depth } = schemaLimits;
  let left: number = nodes;
  let level: unknown[] = [schema];
  for (let deep = 0; level.length > 0; deep++) {
    if (deep > depth) return `It may be nested ${depth} levels deep at most.`;
    left -= level.length;
    if (left < 0) return `It may have ${nodes} values at most.`;
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : []
    );
  }
  return JSON.stringify(schema).length > length
    ? `It may have ${length} characters at most.`
    : null;
}
