import {
  type ConflictReason,
  type UserError as UserErrorShape,
  type ValidationIssue as Issue,
} from "../../protocol/user-error.ts";
import { Budget } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { loadNode, Node } from "../node.ts";
import { Usage } from "../status.ts";
import type { UserErrorOf as Of } from "./outcome.ts";

const UserError = builder.interfaceRef<UserErrorShape>("UserError").implement({
  description:
    "Something expected went wrong; nothing was changed. `__typename` is the code. Kinds may be added; `... on UserError` reads those too.",
  resolveType: (error) => error.type,
  fields: (t) => ({ message: t.exposeString("message", { description: "For people." }) }),
});

/** Something named is not there. */
export const NotFoundError = builder.objectRef<Of<"NotFoundError">>("NotFoundError").implement({
  description: "Something named in the input is not there, or is another tenant's.",
  interfaces: [UserError],
  fields: (t) => ({
    path: t.exposeStringList("path", { description: "The input field that names it." }),
  }),
});

const ValidationIssue = builder.objectRef<Issue>("ValidationIssue").implement({
  description: "One thing wrong with an input.",
  fields: (t) => ({
    path: t.exposeStringList("path", { description: "The input field." }),
    message: t.exposeString("message", {
      description: "For people, fit to stand beside the field.",
    }),
  }),
});

/** Input that cannot be. */
export const ValidationError = builder.objectRef<Of<"ValidationError">>("ValidationError")
  .implement({
    description: "Input that cannot be.",
    interfaces: [UserError],
    fields: (t) => ({
      issues: t.expose("issues", {
        type: [ValidationIssue],
        description: "All that is wrong with it.",
      }),
    }),
  });

const ConflictReasonEnum = builder.enumType("ConflictReason", {
  description: "What stands in the way. Values may be added.",
  values: enumValues<ConflictReason>({
    KEY_REUSED: "The idempotency key came before with another input.",
    BUSY: "A turn runs, and `whenBusy` is REJECT.",
    QUEUE_FULL: "As many messages wait as `serverInfo.limits.queuedTurns` allows.",
    OTHER_PROVIDER: "It lives at another provider: the emulator, or another account.",
    ENDED: "The conversation is closed, the turn or run has ended, or the agent is archived.",
    DECIDED: "The approval has another verdict already.",
    STALE: "It has changed since you looked: expectedVersion or argumentsHash.",
  }),
});

/** The thing is not in a state that allows it. */
export const ConflictError = builder.objectRef<Of<"ConflictError">>("ConflictError").implement({
  description: "The thing is not in a state that allows it.",
  interfaces: [UserError],
  fields: (t) => ({
    reason: t.expose("reason", { type: ConflictReasonEnum, description: "For programs." }),
    current: t.field({
      type: Node,
      description: "What stands in the way, as it is now.",
      nullable: true,
      resolve: ({ currentId }, _, context) => currentId ? loadNode(currentId, context) : null,
    }),
  }),
});

/** Something it needs is away. */
export const UnavailableError = builder.objectRef<Of<"UnavailableError">>("UnavailableError")
  .implement({
    description:
      "Something it needs is away: an MCP server, or the worker. The same key goes on where it stopped.",
    interfaces: [UserError],
    fields: (t) => ({
      dependency: t.exposeString("dependency", { description: "What is away." }),
    }),
  });

/** A budget is used up. */
export const BudgetExceededError = builder.objectRef<Of<"BudgetExceededError">>(
  "BudgetExceededError",
).implement({
  description: "A budget is used up.",
  interfaces: [UserError],
  fields: (t) => ({
    budget: t.expose("budget", { type: Budget, description: "The limits." }),
    usage: t.expose("usage", { type: Usage, description: "Used so far." }),
  }),
});
