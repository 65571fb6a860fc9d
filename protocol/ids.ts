/** What an id names. Ids are `<kind>_<uuid v7 without dashes>` or `<kind>_<hash>`: opaque to clients, unique everywhere. */
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
] as const;
/** One of `idKinds`. */
export type IdKind = (typeof idKinds)[number];

const pattern = /^([a-z]+)_[a-z0-9-]{1,64}$/;

/** The kind that `id` names, or null when it is none of our ids. */
export function idKind(id: string): IdKind | null {
  const kind = pattern.exec(id)?.[1];
  return idKinds.find((k) => k === kind) ?? null;
}

/** True when `id` looks like an id of that kind; it need not exist. */
export function isId(kind: IdKind, id: string): boolean {
  return idKind(id) === kind;
}

/** The stream of a tenant's approvals. */
export function approvalsStreamId(tenant: string): string {
  return `approvals-${tenant}`;
}

/** An MCP server's id is made of its name, which is unique in a deployment. */
export function serverId(name: string): string {
  return `server_${name}`;
}
