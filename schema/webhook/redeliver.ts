import { isId } from "../../protocol/ids.ts";
import type { RedeliverySelection } from "../../protocol/webhook/commands.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { type DeliveryState, webhookLimits } from "../../protocol/webhook/webhook.ts";
import { builder } from "../builder.ts";
import { issueIf, listIssues } from "../mutation/issues.ts";
import { mutation } from "../mutation/mutation.ts";
import { DeliveryStateEnum } from "./delivery.ts";
import { webhookField } from "./new-secret.ts";

const Range = builder.inputType("WebhookSeqRange", {
  description: "Deliveries of items with these numbers, both included.",
  fields: (t) => ({
    from: t.field({ type: "LargeInt", description: "The first number.", required: true }),
    to: t.field({ type: "LargeInt", description: "The last number.", required: true }),
  }),
});

const Selector = builder.inputType("WebhookDeliverySelector", {
  description: "Selects deliveries of a webhook: exactly one of these fields.",
  isOneOf: true,
  fields: (t) => ({
    ids: t.idList({ description: `Their ids, at most ${webhookLimits.redeliverIds}.` }),
    seqs: t.field({ type: Range, description: "By the numbers of their items." }),
    state: t.field({ type: DeliveryStateEnum, description: "All in this state." }),
  }),
});

interface Selected {
  ids?: string[] | null | undefined;
  seqs?: { from: number; to: number } | null | undefined;
  state?: DeliveryState | null | undefined;
}

function issuesOf({ ids, seqs }: Selected): ValidationIssue[] {
  const path = ["deliveries", "ids"];
  const most = `Name 1 to ${webhookLimits.redeliverIds} deliveries.`;
  const range = ["deliveries", "seqs"];
  return [
    ...issueIf(ids?.length === 0, path, most),
    ...listIssues(
      ids ?? [],
      path,
      [webhookLimits.redeliverIds, most],
      (id, at) => issueIf(!isId("delivery", id), at, "Write the id of a delivery."),
    ),
    ...issueIf(
      seqs != null && seqs.from > seqs.to,
      range,
      "Write a `from` that is not after `to`.",
    ),
  ];
}

function toSelection({ ids, seqs, state }: Selected): RedeliverySelection {
  if (ids) return { kind: "ids", ids };
  if (seqs) return { kind: "seqs", ...seqs };
  return { kind: "state", state: state ?? "DEAD" };
}

mutation("redeliver", {
  description:
    `Sends deliveries of a webhook again, with the ids that they have, from the first attempt: the oldest ${webhookLimits.redeliver} that are selected. Those that wait are sent at once.`,
  input: (t) => ({
    webhookId: t.id({ description: "Id of the webhook.", required: true }),
    deliveries: t.field({ type: Selector, description: "Which ones.", required: true }),
  }),
  scope: "webhooks:write",
  target: { field: "webhookId", kinds: ["webhook"], noun: "webhook" },
  issues: ({ deliveries }) => issuesOf(deliveries),
  execute: ({ deliveries, ...input }, commands) =>
    commands.redeliver({ ...input, which: toSelection(deliveries) }),
  payload: {
    description: "The deliveries wait to be sent.",
    fields: (t) => ({
      webhook: webhookField(t as never),
      count: t.exposeInt("count", { description: "How many are sent again." }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
