import { idempotencyRetention, limits } from "../../protocol/limits.ts";
import { builder } from "../builder.ts";
import type { DeploymentInfo } from "../context.ts";

const Limits = builder.objectRef<typeof limits>("Limits").implement({
  description: "What a request may be.",
  fields: (t) => ({
    messageLength: t.exposeInt("messageLength", { description: "Most UTF-16 units of a message." }),
    pageSize: t.exposeInt("pageSize", { description: "Most nodes of a page." }),
    queuedTurns: t.exposeInt("queuedTurns", {
      description: "Most turns that wait in a conversation.",
    }),
    operationCost: t.exposeInt("operationCost", {
      description: "Most cost of an operation, as told in the response's `extensions.cost`.",
    }),
    operationDepth: t.exposeInt("operationDepth", {
      description: "Deepest nesting of an operation.",
    }),
    subscriptionsPerConnection: t.exposeInt("subscriptionsPerConnection", {
      description: "Most open subscriptions of a connection.",
    }),
  }),
});

const ServerInfo = builder.objectRef<DeploymentInfo>("ServerInfo").implement({
  description: "This deployment.",
  fields: (t) => ({
    version: t.exposeString("version", { description: "Version of Tramontane." }),
    emulated: t.exposeBoolean("emulated", {
      description: "True: answers come from the emulator, not from a model. Say so on the screen.",
    }),
    sampleMarketData: t.exposeBoolean("sampleMarketData", {
      description: "True: market data are samples. Say so on the screen.",
    }),
    eventRetention: t.field({
      type: "Duration",
      description: "How long events, and so cursors, are kept.",
      resolve: ({ retentionDays }) => `P${retentionDays}D`,
    }),
    idempotencyRetention: t.field({
      type: "Duration",
      description: "How long an idempotency key is remembered.",
      resolve: () => idempotencyRetention,
    }),
    limits: t.field({
      type: Limits,
      description: "What this deployment accepts.",
      resolve: () => limits,
    }),
  }),
});

builder.queryField("serverInfo", (t) =>
  t.field({
    type: ServerInfo,
    description: "Version, limits, and whether anything here is not real.",
    resolve: (_, __, { server }) => server,
  }));
