/**
 * What a principal may do, as `resource:action`. A token carries some of them, or roles, which are bundles of them.
 * Which objects a scope reaches is said by its `Reach`.
 */
export const scopes = [
  "agents:read",
  "agents:read:spec",
  "agents:write",
  "agents:promote",
  "conversations:read",
  "conversations:read:detail",
  "conversations:write",
  "conversations:cancel",
  "conversations:close",
  "conversations:erase",
  "conversations:share",
  "approvals:read",
  "approvals:decide",
  "approvals:edit",
  "approvals:standing",
  "research:read",
  "research:write",
  "research:cancel",
  "usage:read",
  "servers:read",
  "servers:read:address",
  "keys:read",
  "keys:write",
  "tokens:mint",
  "audit:read",
  "quotas:read",
  "quotas:write",
  "webhooks:read",
  "webhooks:write",
  "schedules:read",
  "schedules:write",
] as const;
/** One of `scopes`. */
export type Scope = (typeof scopes)[number];

/** True for a text that names a scope. */
export const isScope = (text: string): text is Scope =>
  (scopes as readonly string[]).includes(text);

/**
 * The objects of the tenant that a scope reaches, the widest last: those that the principal owns or that are shared with
 * it; conversations with an approval to decide; all while the request gives a reason, which is audited, else its own; the
 * last two together; all.
 */
export const reaches = ["own", "deciding", "reason", "decidingOrReason", "all"] as const;
/** One of `reaches`. */
export type Reach = (typeof reaches)[number];

/** True if a reason widens the reach to all objects. */
export const isWidenedByReason = (reach: Reach | undefined): boolean =>
  reach === "reason" || reach === "decidingOrReason";

/** True if the reach includes conversations of all owners with an approval to decide. */
export const includesDeciding = (reach: Reach | undefined): boolean =>
  reach === "deciding" || reach === "decidingOrReason";

/** What two reaches have together; null reaches nothing. */
export function union(a: Reach | null, b: Reach | null): Reach | null {
  if (a === null || b === null) return a ?? b;
  if (a !== b && [a, b].every((one) => one === "deciding" || one === "reason")) {
    return "decidingOrReason";
  }
  return reaches.indexOf(a) >= reaches.indexOf(b) ? a : b;
}
