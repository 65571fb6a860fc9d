import type { Actor } from "../status.ts";

/** Acts that are recorded. Messages are not: a turn has its own record. */
export const auditActions = [
  "signin.refused",
  "key.created",
  "key.rotated",
  "key.revoked",
  "access.revoked",
  "token.minted",
  "token.revoked",
  "conversation.shared",
  "conversation.unshared",
  "conversation.read",
  "conversation.closed",
  "conversation.erase_requested",
  "conversation.erased",
  "research.shared",
  "research.unshared",
  "research.read",
  "research.cancelled",
  "turn.cancelled",
  "approval.read",
  "approval.decided",
  "approval.expired",
  "agent.registered",
  "agent.archived",
  "agent.restored",
  "agents.reconciled",
  "alias.moved",
  "alias.removed",
  "quota.changed",
  "webhook.created",
  "webhook.updated",
  "webhook.paused",
  "webhook.resumed",
  "webhook.deleted",
  "webhook.secret_rotated",
  "webhook.tested",
  "webhook.redelivered",
  "schedule.created",
  "schedule.updated",
  "schedule.paused",
  "schedule.resumed",
  "schedule.triggered",
  "schedule.backfilled",
  "schedule.deleted",
  "audit.exported",
  "audit.pruned",
  "tenant.erased",
  "configuration.loaded",
] as const;
/** One of `auditActions`. */
export type AuditAction = (typeof auditActions)[number];

/** True for a text that names an action. */
export const isAuditAction = (text: string): text is AuditAction =>
  (auditActions as readonly string[]).includes(text);

/** Whether the act took effect, or was refused. */
export const auditOutcomes = ["DONE", "REFUSED"] as const;
/** One of `auditOutcomes`. */
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Figures, names and hashes that describe an act: never content, and never a secret. */
export type AuditDetails = Record<
  string,
  string | number | boolean | null | readonly string[]
>;

/** One act, as it is recorded. */
export interface AuditEvent {
  /** Its chain; `deploymentChain` for an act of no tenant. */
  tenant: string;
  actor: Actor;
  /** Id of the credential; null: the act needed none. */
  credential: string | null;
  /** Address of the peer; null: unknown, or an act of this machine. */
  address: string | null;
  action: AuditAction;
  /** Id or name of the object; null: none. */
  resource: string | null;
  outcome: AuditOutcome;
  /** The reason that the actor gave; null: none. */
  reason: string | null;
  /** The request's `X-Request-ID`; null: none. */
  requestId: string | null;
  /** Id of its trace; null: not traced. */
  traceId: string | null;
  details: AuditDetails;
}

/** The chain of acts that belong to no tenant: it is no valid name of one. */
export const deploymentChain = "*";
