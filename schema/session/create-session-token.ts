import { nameLength } from "../../protocol/auth/names.ts";
import { isScope } from "../../protocol/auth/scopes.ts";
import { sessionScopes, sessionTtlMs } from "../../protocol/auth/session-scopes.ts";
import { mutation } from "../mutation/mutation.ts";
import { boundOf, sessionIssues } from "./session-input.ts";

mutation("createSessionToken", {
  description:
    "Makes a token for a browser: for one conversation, one research run, or the subject's own conversations with one agent. It can do no more than the caller. A backend mints it for its user, and the browser uses it as a bearer token.",
  scope: "tokens:mint",
  keyNote: "A replay signs the same token again.",
  input: (t) => ({
    subject: t.string({
      description:
        `The user that the token is for, as the backend names it; at most ${nameLength} characters.`,
      required: true,
    }),
    conversationId: t.id({
      description: "The conversation that it is limited to. Give one of the three objects.",
    }),
    researchId: t.id({ description: "The research run that it is limited to." }),
    agent: t.string({
      description:
        "Name of the agent: the token starts and continues the subject's own conversations with it.",
    }),
    scopes: t.stringList({
      description: `What it may do: ${sessionScopes.join(", ")}. Without any it may do nothing.`,
      required: true,
      defaultValue: [],
    }),
    ttl: t.field({
      type: "Duration",
      description: "Time until it expires, PT1S to PT1H; null: PT15M.",
    }),
  }),
  issues: (input) => sessionIssues(input),
  execute: ({ ttl, scopes, subject, idempotencyKey, ...objects }, commands) =>
    commands.createSessionToken({
      ...{ idempotencyKey, subject, bound: boundOf(objects), scopes: scopes.filter(isScope) },
      ttlMs: ttl ?? sessionTtlMs,
    }),
  payload: {
    description: "The token is made. It is not stored: keep it only where it is used.",
    fields: (t) => ({
      token: t.exposeString("token", { description: "The token: a JWT, signed with ES256." }),
      sessionId: t.exposeString("sessionId", {
        description: "Identifies the token for revokeSessionToken and in the audit.",
      }),
      expiresAt: t.field({
        type: "DateTime",
        description: "When it expires.",
        resolve: ({ expiresAt }) => new Date(expiresAt),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError", "UnavailableError"],
});
