/** Kinds of ids. An id is `<kind>_<uuid v7 without dashes>` or `<kind>_<hash>`: opaque to clients, globally unique. */
export const idKinds = [
  "agent",
  "version",
  "conversation",
  "turn",
  "message",
  "call",
  "tool",
  "handoff",
  "server",
  "approval",
  "research",
  "phase",
  "key",
  "webhook",
  "delivery",
  "schedule",
  "firing",
] as const;
/** One of `idKinds`. */
export type IdKind = (typeof idKinds)[number];

const pattern = /^([a-z]+)_[a-z0-9-]{1,64}$/;

/** The kind of an id; null for any other text. */
export function idKind(id: string): IdKind | null {
  const kind = pattern.exec(id)?.[1];
  return idKinds.find((k) => k === kind) ?? null;
}

/** True if `id` has the form of an id of that kind; the object need not exist. */
export function isId(kind: IdKind, id: string): boolean {
  return idKind(id) === kind;
}

/** The id of the event stream of a tenant's approvals. */
export function approvalsStreamId(tenant: string): string {
  return `approvals-${tenant}`;
}

/** The id of the event stream of a tenant's feed. */
export function feedStreamId(tenant: string): string {
  return `feed-${tenant}`;
}

/** The id of an MCP server, from its name, which is unique in a deployment. */
export function serverId(name: string): string {
  return `server_${name}`;
}
