import { builder } from "../builder.ts";
import { issueIf, textIssues } from "../mutation/issues.ts";
import { mutation } from "../mutation/mutation.ts";

/** UTF-16 units of a subject. */
const subjectLength = 500;

const Target = builder.inputType("AccessSelector", {
  description: "Selects whose credentials are revoked: exactly one of these fields.",
  isOneOf: true,
  fields: (t) => ({
    subject: t.string({
      description: "A subject of the tenant: of a token, or `ApiKey.subject`.",
    }),
    tenant: t.boolean({ description: "True: everyone of the tenant, the caller included." }),
  }),
});

mutation("revokeAccess", {
  description:
    "Revokes all credentials of a subject or of the tenant that were issued until now: API keys, tokens of issuers and session tokens. Sockets and event streams are closed within 5 seconds. Credentials that are issued later are accepted; of tokens, those that are dated more than a minute later.",
  input: (t) => ({
    access: t.field({ type: Target, description: "Whose credentials.", required: true }),
  }),
  scope: "keys:write",
  issues: ({ access: { subject, tenant } }) => [
    ...textIssues(subject, ["access", "subject"], subjectLength),
    ...issueIf(tenant === false, ["access", "tenant"], "Write true, or name a subject."),
  ],
  execute: ({ access, ...input }, commands) =>
    commands.revokeAccess({ ...input, subject: access.subject ?? null }),
  payload: {
    description: "The credentials are revoked.",
    fields: (t) => ({
      revokedAt: t.field({
        type: "DateTime",
        description: "Credentials that were issued until then are refused.",
        resolve: ({ revokedAt }) => new Date(revokedAt),
      }),
      apiKeys: t.exposeInt("keys", { description: "Number of API keys among them." }),
    }),
  },
  errors: ["ConflictError"],
});
