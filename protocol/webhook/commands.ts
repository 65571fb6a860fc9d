import type { DeliveryState, WebhookSettings } from "./webhook.ts";

/** Makes a webhook. */
export interface CreateWebhook extends WebhookSettings {
  idempotencyKey: string;
}

/** Changes what is given; a field that is left out stays as it is. */
export interface UpdateWebhook {
  idempotencyKey: string;
  webhookId: string;
  change: Partial<WebhookSettings>;
}

/** Stops a webhook from sending. */
export interface PauseWebhook {
  idempotencyKey: string;
  webhookId: string;
  reason: string;
}

/** Lets it send again, tests it, or deletes it. */
export interface OnWebhook {
  idempotencyKey: string;
  webhookId: string;
}

/** Makes a new secret; the old ones sign for `overlapMs` longer. */
export interface RotateWebhookSecret extends OnWebhook {
  overlapMs: number;
}

/** Which deliveries are sent again. */
export type RedeliverySelection =
  | { kind: "ids"; ids: string[] }
  | { kind: "seqs"; from: number; to: number }
  | { kind: "state"; state: DeliveryState };

/** Sends deliveries again, with their ids. */
export interface Redeliver extends OnWebhook {
  which: RedeliverySelection;
}

/** Result of a command on a webhook. */
export interface ChangedWebhook {
  webhookId: string;
  replayed: boolean;
}

/** Result of commands that make a secret. */
export interface NewWebhookSecret extends ChangedWebhook {
  /** Null in a replay: it is stored nowhere. */
  secret: string | null;
}

/** Result of `testWebhook`. */
export interface TestedWebhook extends ChangedWebhook {
  deliveryId: string;
}

/** Result of `redeliver`. */
export interface Redelivered extends ChangedWebhook {
  /** Deliveries that are sent again. */
  count: number;
}
