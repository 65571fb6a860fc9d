/** Key of the depth in the `_meta` of a call of a tool: how many turns of agents are above it. */
export const depthKey = "tramontane/depth";

/**
 * The deepest turn below one that a user started. A call from a deeper one is refused, so that agents that ask each other
 * through `/mcp/agents` come to an end.
 */
export const maxDepth = 3;

/**
 * Depth of the turns of a research run: its conversations are made by the run, and not by a message that could have one.
 * A run that is asked for by one of its own agents would be deeper than the limit.
 */
export const researchDepth = maxDepth - 1;

const prefix = /^mcp:(\d{1,2}):/;

/** The idempotency key of a message that comes through `/mcp/agents` at a depth; it is stored with the message. */
export const keyAtDepth = (depth: number, key: string): string => `mcp:${depth}:${key}`;

/** The key of the client in that of a message; null for a message that did not come through `/mcp/agents`. */
export function keyOfClient(key: string | null): string | null {
  return key !== null && prefix.test(key) ? key.replace(prefix, "") : null;
}

/** Depth of the turn that a message with this idempotency key opened; 0 for a message of a user. */
export function depthOfKey(key: string | null): number {
  return Number(prefix.exec(key ?? "")?.[1] ?? 0);
}
