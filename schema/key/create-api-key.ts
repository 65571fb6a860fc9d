import { isRole } from "../../protocol/auth/roles.ts";
import { isScope } from "../../protocol/auth/scopes.ts";
import { keyLimits } from "../../protocol/key/commands.ts";
import { mutation } from "../mutation/mutation.ts";
import { apiKeyIssues } from "./api-key-input.ts";
import { newApiKeyFields, shownOnce } from "./new-api-key.ts";

mutation("createApiKey", {
  description:
    "Creates an API key with a part of what the caller may do. The key is shown once, in this answer.",
  keyNote: shownOnce,
  input: (t) => ({
    name: t.string({
      description: `Name for display, at most ${keyLimits.nameLength} characters.`,
      required: true,
    }),
    roles: t.stringList({
      description: "Roles that the key has; the caller must have all of their scopes.",
      required: true,
      defaultValue: [],
    }),
    scopes: t.stringList({
      description:
        "Scopes that the key has in addition to those of its roles. They reach all objects of the tenant, so the caller must reach them all.",
      required: true,
      defaultValue: [],
    }),
    expiresIn: t.field({
      type: "Duration",
      description: "Time until it expires, PT1M to P365D; null: P90D.",
    }),
  }),
  scope: "keys:write",
  issues: (input) => apiKeyIssues(input),
  execute: ({ expiresIn, roles, scopes, ...input }, commands) =>
    commands.createApiKey({
      ...input,
      roles: roles.filter(isRole),
      scopes: scopes.filter(isScope),
      lifetimeMs: expiresIn ?? keyLimits.defaultLifetimeMs,
    }),
  payload: { description: "The key is created.", fields: newApiKeyFields },
  errors: ["ConflictError", "UnavailableError"],
});
