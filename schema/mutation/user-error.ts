import {
  type ConflictReason,
  type UserError as UserErrorShape,
  type ValidationIssue as Issue,
} from "../../protocol/user-error.ts";
import { Budget } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { loadNode, Node } from "../node.ts";
import { Usage } from "../budget/usage-counts.ts";

type Of<K extends UserErrorShape["type"]> = Extract<UserErrorShape, { type: K }>;

const UserError = builder.interfaceRef<UserErrorShape>("UserError").implement({
  description:
    "A mutation was refused and changed nothing. `__typename` is the reason. Types may be added; `... on UserError` also reads those.",
  resolveType: (error) => error.type,
  fields: (t) => ({
    message: t.exposeString("message", {
      description: "English text for display. Clients must not parse it.",
    }),
  }),
});

/** The input names something that does not exist. */
export const NotFoundError = builder.objectRef<Of<"NotFoundError">>("NotFoundError").implement({
  description: "The input names something that does not exist or belongs to another tenant.",
  interfaces: [UserError],
  fields: (t) => ({
    path: t.exposeStringList("path", { description: "Path of the input field, below `input`." }),
  }),
});

const ValidationIssue = builder.objectRef<Issue>("ValidationIssue").implement({
  description: "A fault of the input.",
  fields: (t) => ({
    path: t.exposeStringList("path", {
      description: "Path of the input field, below `input`; list items by index.",
    }),
    message: t.exposeString("message", {
      description: "English text for display next to the field.",
    }),
  }),
});

/** The input is invalid. */
export const ValidationError = builder.objectRef<Of<"ValidationError">>("ValidationError")
  .implement({
    description: "The input is invalid.",
    interfaces: [UserError],
    fields: (t) => ({
      issues: t.expose("issues", {
        type: [ValidationIssue],
        description: "All faults of the input.",
      }),
    }),
  });

const ConflictReasonEnum = builder.enumType("ConflictReason", {
  description: "Reason of a conflict. Values may be added.",
  values: enumValues<ConflictReason>({
    KEY_REUSED: "An earlier request used the idempotency key with another input.",
    BUSY: "A turn is open and `whenBusy` is REJECT.",
    QUEUE_FULL:
      "`Limits.queuedTurns` turns are waiting already, 1,000 firings of a schedule, or 100 tests of a webhook.",
    OTHER_PROVIDER:
      "The conversation belongs to another provider: the emulator, or another account.",
    ENDED: "The conversation is closed, the turn or run has ended, or the agent is archived.",
    DECIDED: "The approval has a different verdict.",
    STALE:
      "It has changed: `expectedVersion`, `expectedRevision` or `argumentsHash` does not match.",
    REVOCATIONS_FULL:
      "The tenant has 10,000 revocations of credentials that could still be valid; for a session token 9,000. `revokeAccess` for the whole tenant is always accepted.",
    WEBHOOKS_FULL: "The tenant has 50 webhooks already.",
    SCHEDULES_FULL: "The tenant has 1,000 schedules.",
  }),
});

/** The current state does not allow the change. */
export const ConflictError = builder.objectRef<Of<"ConflictError">>("ConflictError").implement({
  description: "The current state does not allow the change.",
  interfaces: [UserError],
  fields: (t) => ({
    reason: t.expose("reason", {
      type: ConflictReasonEnum,
      description: "Reason of the conflict.",
    }),
    current: t.field({
      type: Node,
      description:
        "The object that causes the conflict, in its current state; null when there is none.",
      nullable: true,
      resolve: ({ currentId }, _, context) => currentId ? loadNode(currentId, context) : null,
    }),
  }),
});

/** A dependency is unavailable. */
export const UnavailableError = builder.objectRef<Of<"UnavailableError">>("UnavailableError")
  .implement({
    description:
      "A dependency did not answer: an MCP server, the provider or the worker. Retry with the same key; the work continues.",
    interfaces: [UserError],
    fields: (t) => ({
      dependency: t.exposeString("dependency", { description: "Name of the dependency." }),
    }),
  });

/** A budget is used up. */
export const BudgetExceededError = builder.objectRef<Of<"BudgetExceededError">>(
  "BudgetExceededError",
).implement({
  description:
    "The budget of the conversation, or of the tenant for this day or month (UTC), is used up.",
  interfaces: [UserError],
  fields: (t) => ({
    budget: t.expose("budget", { type: Budget, description: "The budget." }),
    usage: t.expose("usage", {
      authScopes: { can: "usage:read" },
      nullable: true,
      type: Usage,
      description:
        "Usage so far, of the conversation or of the tenant in that time. Null without the scope `usage:read`.",
    }),
  }),
});

/** The principal may not do this. */
export const ForbiddenError = builder.objectRef<Of<"ForbiddenError">>("ForbiddenError").implement({
  description:
    "The principal may not do this. It says nothing about objects that the principal may not read: they do not exist for it.",
  interfaces: [UserError],
  fields: (t) => ({
    scope: t.exposeString("scope", {
      description:
        "Scope that the principal lacks, for this object or at all; null when another rule forbids it, such as a separate approver.",
      nullable: true,
    }),
  }),
});

/** The caller has used up its points. */
export const RateLimitedError = builder.objectRef<Of<"RateLimitedError">>("RateLimitedError")
  .implement({
    description:
      "The tenant, the principal or its address has used up its points: see tenantQuota. Retry later with the same key.",
    interfaces: [UserError],
    fields: (t) => ({
      cost: t.int({
        description: "Points of the whole operation.",
        resolve: ({ rateLimit }) => rateLimit.cost,
      }),
      remaining: t.int({
        description: "Points that are left in the tightest of the limits.",
        resolve: ({ rateLimit }) => rateLimit.remaining,
      }),
      retryAfter: t.field({
        type: "Duration",
        description: "The operation may succeed after this time.",
        resolve: ({ rateLimit }) => rateLimit.retryAfterMs ?? 0,
      }),
      resetAt: t.field({
        type: "DateTime",
        description: "When the tightest limit is full again, if nothing else uses it.",
        resolve: ({ rateLimit }) => rateLimit.resetAt,
      }),
    }),
  });

/** The GraphQL types of all user errors by their names. */
export const userErrors = {
  NotFoundError,
  ValidationError,
  ConflictError,
  UnavailableError,
  BudgetExceededError,
  RateLimitedError,
  ForbiddenError,
};
