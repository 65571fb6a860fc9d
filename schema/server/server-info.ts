import type { AuthMode } from "../../protocol/auth/auth-mode.ts";
import { idempotencyRetention, limits } from "../../protocol/limits.ts";
import { builder } from "../builder.ts";
import type { DeploymentInfo } from "../context.ts";
import { enumValues } from "../enum-values.ts";

const Limits = builder.objectRef<typeof limits>("Limits").implement({
  description: "Limits of requests and conversations.",
  fields: (t) => ({
    messageLength: t.exposeInt("messageLength", {
      description: "Maximum length of a message, in UTF-16 code units.",
    }),
    pageSize: t.exposeInt("pageSize", { description: "Maximum number of nodes of a page." }),
    queuedTurns: t.exposeInt("queuedTurns", {
      description: "Maximum number of queued turns of a conversation.",
    }),
    operationCost: t.exposeInt("operationCost", {
      description: "Maximum cost of an operation; responses report theirs as `extensions.cost`.",
    }),
    operationDepth: t.exposeInt("operationDepth", {
      description: "Maximum nesting depth of an operation.",
    }),
    subscriptionsPerConnection: t.exposeInt("subscriptionsPerConnection", {
      description: "Maximum number of open subscriptions of a connection.",
    }),
  }),
});

const AuthenticationEnum = builder.enumType("Authentication", {
  description: "How requests say who makes them.",
  values: enumValues<AuthMode>({
    LOCAL: "Not at all: everyone who reaches the API is its administrator. It serves one machine.",
    API_KEYS: "By an API key.",
    OIDC: "By an API key, or by a token of an issuer that the deployment trusts (OpenID Connect).",
  }),
});

const ServerInfo = builder.objectRef<DeploymentInfo>("ServerInfo").implement({
  description: "This deployment.",
  fields: (t) => ({
    version: t.exposeString("version", { description: "Version of Tramontane." }),
    emulated: t.exposeBoolean("emulated", {
      description:
        "True: answers come from the emulator, not from a model. Clients must show this.",
    }),
    sampleMarketData: t.exposeBoolean("sampleMarketData", {
      description: "True: market data are invented samples. Clients must show this.",
    }),
    authentication: t.field({
      type: AuthenticationEnum,
      description: "How requests say who makes them.",
      resolve: ({ authentication }) => authentication,
    }),
    eventRetention: t.field({
      type: "Duration",
      description: "How long events are stored, and so how long cursors are valid.",
      resolve: ({ retentionDays }) => `P${retentionDays}D`,
    }),
    idempotencyRetention: t.field({
      type: "Duration",
      description: "How long idempotency keys are stored.",
      resolve: () => idempotencyRetention,
    }),
    limits: t.field({
      type: Limits,
      description: "Limits of this deployment.",
      resolve: () => limits,
    }),
  }),
});

builder.queryField("serverInfo", (t) =>
  t.field({
    authScopes: { everyone: true },
    type: ServerInfo,
    description:
      "Version and limits of this deployment, and whether it uses an emulator or sample data.",
    resolve: (_, __, { server }) => server,
  }));
