import type { WebhookPause, WebhookSecretRecord } from "../../protocol/webhook/records.ts";
import type { PauseCode } from "../../protocol/webhook/webhook.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { FeedKind } from "../feed/feed-item.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { Webhook } from "../refs.ts";
import { Actor } from "../status.ts";
import { DeliveryConnection, DeliveryStateEnum } from "./delivery.ts";

const PauseCodeEnum = builder.enumType("WebhookPauseCode", {
  description: "Why a webhook does not send. Values may be added.",
  values: enumValues<PauseCode>({
    ASKED: "It was asked for by `pauseWebhook`.",
    GONE: "The receiver answered 410.",
    FAILING: "All attempts failed for five days.",
    OWNER_ENDED: "The credential of its owner has ended or was revoked.",
  }),
});

const Pause = builder.objectRef<WebhookPause>("WebhookPause").implement({
  description: "The pause of a webhook. What happens meanwhile is sent when it is resumed.",
  fields: (t) => ({
    code: t.expose("code", { type: PauseCodeEnum, description: "Why it does not send." }),
    reason: t.exposeString("reason", { description: "The same in words, for display." }),
    by: t.field({
      type: Actor,
      nullable: true,
      description: "Who paused it; null: the product did.",
      resolve: ({ by }) => by,
    }),
    at: t.field({
      type: "DateTime",
      description: "Since when.",
      resolve: ({ at }) => new Date(at),
    }),
  }),
});

const Secret = builder.objectRef<WebhookSecretRecord>("WebhookSecret").implement({
  description: "A secret that signs. The secret itself is stored nowhere.",
  fields: (t) => ({
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description: "When it stops signing; null: it is the newest.",
    }),
  }),
});

Webhook.implement({
  description:
    "An address that is sent what the feed reports, as far as its owner may read it, by Standard Webhooks 1.0.",
  interfaces: [Node],
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name for display; not unique." }),
    address: t.exposeString("url", { description: "The address." }),
    kinds: t.field({
      type: [FeedKind],
      nullable: true,
      description: "Only items of these kinds; null: of all.",
      resolve: ({ kinds }) => kinds,
    }),
    agentName: t.exposeString("agent", {
      nullable: true,
      description: "Only items about the agent of this name; null: about any, and about none.",
    }),
    sendsContent: t.exposeBoolean("content", {
      description: "True: the text of a reply is sent with the end of its turn.",
    }),
    owner: t.exposeString("owner", {
      nullable: true,
      description: "Subject of its owner, as whom it reads; null: the owner of the machine.",
    }),
    createdBy: t.expose("createdBy", { type: Actor, description: "Who created it." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    paused: t.expose("paused", {
      type: Pause,
      nullable: true,
      description: "Why it does not send; null: it sends.",
    }),
    failingSince: t.expose("failingSince", {
      type: "DateTime",
      nullable: true,
      description:
        "Since when all attempts have failed; null: the last one succeeded, or there was none.",
    }),
    lastSeq: t.expose("lastSeq", {
      type: "LargeInt",
      description:
        "Number of the newest item that it was given, which is `previousSeq` of the next one; before the first, the number at its creation.",
    }),
    secrets: t.field({
      type: [Secret],
      description: "The secrets that sign now, the newest first: several during a rotation.",
      complexity: { field: 2 },
      resolve: ({ id }, _, { reads }) => reads.secretsOfWebhook(id),
    }),
    waiting: t.int({
      description:
        "Deliveries that wait, counted up to 10,000: then it reads no further in the feed.",
      complexity: { field: 5 },
      resolve: async ({ id }, _, { reads }) => (await reads.deliveryCounts(id)).waiting,
    }),
    dead: t.int({
      description: "Deliveries whose attempts have all failed, counted up to 10,000.",
      complexity: { field: 5 },
      resolve: async ({ id }, _, { reads }) => (await reads.deliveryCounts(id)).dead,
    }),
    deliveries: t.field({
      type: DeliveryConnection,
      description: "Its deliveries, the newest first, for as long as events are kept.",
      args: {
        state: t.arg({ type: DeliveryStateEnum, description: "Only in this state; null: all." }),
        ...forwardArgs(t.arg),
      },
      complexity: pageCost,
      resolve: ({ id }, { state, ...args }, { reads }) =>
        reads.deliveries(id, { state: state ?? null }, checkedPage(args)),
    }),
  }),
});
