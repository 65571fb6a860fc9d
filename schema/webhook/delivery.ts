import type { AttemptRecord } from "../../protocol/webhook/records.ts";
import type { DeliveryState } from "../../protocol/webhook/webhook.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { Node } from "../node.ts";
import { connection } from "../page/page.ts";
import { Webhook, WebhookDelivery } from "../refs.ts";
import { requireRecord } from "../errors.ts";

/** States of a delivery. */
export const DeliveryStateEnum = builder.enumType("WebhookDeliveryState", {
  description: "State of a delivery. Values may be added.",
  values: enumValues<DeliveryState>({
    PENDING: "It waits for its next attempt.",
    DELIVERED: "The receiver answered 2xx.",
    DEAD: "All attempts failed; `redeliver` sends it again.",
    WITHHELD: "The owner may not read the item any more: it was not sent.",
  }),
});

const Attempt = builder.objectRef<AttemptRecord>("WebhookAttempt").implement({
  description: "One attempt of a delivery that has ended.",
  fields: (t) => ({
    number: t.exposeInt("number", { description: "1, 2, 3, ..." }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    duration: t.field({
      type: "Duration",
      description: "How long it took.",
      resolve: ({ durationMs }) => durationMs,
    }),
    status: t.exposeInt("status", {
      nullable: true,
      description: "HTTP status of the answer; null: there was none.",
    }),
    failure: t.exposeString("failure", {
      nullable: true,
      description: "Why it failed, for display; null: it succeeded.",
    }),
    answer: t.exposeString("answer", {
      nullable: true,
      description:
        "The beginning of the body of the answer: 64 KB of a failure that is the last attempt, 1,000 characters of any other; null: there was none, it was erased, or the caller is not the owner of the webhook.",
    }),
  }),
});

WebhookDelivery.implement({
  description: "One message to a webhook. Its id is the header `webhook-id` of each attempt.",
  interfaces: [Node],
  fields: (t) => ({
    webhook: t.field({
      type: Webhook,
      description: "The webhook.",
      resolve: ({ webhookId }, _, { reads }) => requireRecord("webhook", reads.webhook(webhookId)),
    }),
    seq: t.expose("seq", {
      type: "LargeInt",
      nullable: true,
      description: "Number of the item in the feed; null: it is a test.",
    }),
    previousSeq: t.expose("previousSeq", {
      type: "LargeInt",
      nullable: true,
      description: "Number of the item before it that the webhook was given; null: it is a test.",
    }),
    type: t.exposeString("type", { description: "Type of the message, such as `turn.changed`." }),
    state: t.expose("state", { type: DeliveryStateEnum, description: "Its state." }),
    attemptCount: t.exposeInt("attempts", { description: "Number of attempts that have ended." }),
    history: t.field({
      type: [Attempt],
      description: "The last 50 attempts, in their order.",
      complexity: { field: 1, multiplier: 10 },
      resolve: ({ id }, _, { reads }) => reads.attemptsOfDelivery(id),
    }),
    nextAt: t.expose("nextAt", {
      type: "DateTime",
      nullable: true,
      description: "When its next attempt is due; null: there is none.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was delivered, died or was withheld; null: it waits.",
    }),
  }),
});

/** Page of deliveries. */
export const DeliveryConnection = connection("WebhookDelivery", WebhookDelivery, "deliveries");
