import { type Reach, type Scope, scopes } from "./scopes.ts";

/** Bundles of scopes that a token or key can name. */
export const roles = [
  "viewer",
  "member",
  "developer",
  "approver",
  "operator",
  "admin",
] as const;
/** One of `roles`. */
export type Role = (typeof roles)[number];

/** True for a text that names a role. */
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

type Grants = Partial<Record<Scope, Reach>>;

const reaching = (reach: Reach, ...granted: Scope[]): Grants =>
  Object.fromEntries(granted.map((scope) => [scope, reach]));

const owner = reaching(
  "own",
  ...["conversations:read", "conversations:write", "conversations:cancel"] as const,
  ...["conversations:close", "conversations:share"] as const,
  ...["research:read", "research:write", "research:cancel"] as const,
  ...["schedules:read", "schedules:write"] as const,
);

/** The scopes of each role, with the objects that they reach. */
export const grantsOfRole: Readonly<Record<Role, Grants>> = {
  viewer: reaching(
    "all",
    ...["agents:read", "conversations:read", "conversations:read:detail"] as const,
    ...["research:read", "schedules:read"] as const,
  ),
  member: { ...owner, ...reaching("all", "agents:read"), ...reaching("own", "approvals:read") },
  developer: {
    ...owner,
    ...reaching("all", "agents:read", "agents:read:spec", "agents:write", "usage:read"),
    ...reaching("all", "servers:read", "conversations:read:detail"),
    ...reaching("own", "webhooks:read", "webhooks:write"),
  },
  approver: {
    ...reaching("all", "agents:read", "approvals:read", "approvals:decide", "approvals:standing"),
    ...reaching("deciding", "conversations:read", "conversations:read:detail"),
  },
  operator: {
    ...reaching("all", "agents:read", "agents:read:spec", "agents:promote", "approvals:read"),
    ...reaching("reason", "conversations:read", "conversations:read:detail", "research:read"),
    ...reaching("all", "conversations:cancel", "conversations:close", "research:cancel"),
    ...reaching("all", "usage:read", "servers:read", "servers:read:address", "quotas:read"),
    ...reaching("all", "webhooks:read", "webhooks:write"),
    ...reaching("all", "schedules:read", "schedules:write"),
  },
  admin: {
    ...reaching("all", ...scopes),
    ...reaching("reason", "conversations:read", "conversations:read:detail", "research:read"),
  },
};
