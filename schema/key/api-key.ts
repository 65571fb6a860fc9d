import { builder } from "../builder.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { ApiKey } from "../refs.ts";
import { Actor } from "../status.ts";

ApiKey.implement({
  description: "A key with which a service sends requests. The key itself is stored nowhere.",
  interfaces: [Node],
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name that its creator gave; not unique." }),
    subject: t.exposeString("subject", {
      description:
        "Subject of its requests, which owns what they start. A key that replaces another one keeps its subject.",
    }),
    roles: t.exposeStringList("roles", { description: "Roles, see `docs/authentication.md`." }),
    scopes: t.exposeStringList("scopes", {
      description:
        "Scopes in addition to those of the roles. They reach all objects of the tenant.",
    }),
    createdBy: t.expose("createdBy", { type: Actor, description: "Actor that created it." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Time of its creation." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "Time at which it expires; of a key that was rotated: the end of the overlap.",
    }),
    lastUsedAt: t.expose("lastUsedAt", {
      type: "DateTime",
      description: "Time of its last use, recorded at most once a minute; null: never used.",
      nullable: true,
    }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      description: "Time of its revocation; null: not revoked.",
      nullable: true,
    }),
    replacedBy: t.field({
      type: ApiKey,
      description: "Key that `rotateApiKey` made in its place; null: it was not rotated.",
      nullable: true,
      resolve: ({ replacedBy }, _, { reads }) =>
        replacedBy === null ? null : reads.apiKey(replacedBy),
    }),
  }),
});

const ApiKeyConnection = connection("ApiKey", ApiKey, "API keys");

builder.queryField("apiKeys", (t) =>
  t.field({
    authScopes: { can: "keys:read" },
    nullable: true,
    type: ApiKeyConnection,
    description:
      "API keys of the tenant, the newest first; revoked and expired ones are included. Null without the scope `keys:read`.",
    args: forwardArgs(t.arg),
    complexity: pageCost,
    resolve: (_, args, { reads }) => reads.apiKeys(checkedPage(args)),
  }));
