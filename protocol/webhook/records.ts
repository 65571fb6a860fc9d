import type { Principal } from "../auth/principal.ts";
import type { Actor } from "../status.ts";
import type { DeliveryState, PauseCode, WebhookSettings } from "./webhook.ts";

/** Why a webhook does not send. */
export interface WebhookPause {
  code: PauseCode;
  /** In words. */
  reason: string;
  /** Null: it was paused by the product. */
  by: Actor | null;
  /** ISO 8601. */
  at: string;
}

/** Whose rights a webhook uses: the principal that wrote it last. */
export type WebhookRights = Pick<
  Principal,
  "kind" | "subject" | "groups" | "roles" | "scopes"
>;

/** A webhook as it is read. */
export interface WebhookRecord extends WebhookSettings {
  id: string;
  /** Subject of the owner, as whom it reads; null: it belongs to the whole tenant. */
  owner: string | null;
  createdAt: Date;
  createdBy: Actor;
  paused: WebhookPause | null;
  /** Since when every attempt has failed; null: the last one succeeded, or there was none. */
  failingSince: Date | null;
  /** Number of the newest item that it was given; 0: of none. */
  lastSeq: number;
}

/** A secret of a webhook, without it. */
export interface WebhookSecretRecord {
  createdAt: Date;
  /** When it stops signing; null: it is the newest. */
  expiresAt: Date | null;
}

/** How many deliveries of a webhook are in a state. */
export interface DeliveryCounts {
  waiting: number;
  dead: number;
}

/** A delivery as it is read. */
export interface DeliveryRecord {
  id: string;
  webhookId: string;
  seq: number | null;
  previousSeq: number | null;
  type: string;
  state: DeliveryState;
  /** Attempts that have ended. */
  attempts: number;
  /** When the next attempt is due; null: there is none. */
  nextAt: Date | null;
  createdAt: Date;
  /** When it was delivered, died or was withheld; null: it waits. */
  endedAt: Date | null;
}

/** An attempt of a delivery. */
export interface AttemptRecord {
  number: number;
  startedAt: Date;
  durationMs: number;
  /** Status of the answer; null: there was none. */
  status: number | null;
  /** Why it failed; null: it succeeded. */
  failure: string | null;
  /** Beginning of the answer's body, which the owner alone may read. */
  answer: string | null;
}

/** Which deliveries a list has; a field that is null matches all. */
export interface DeliveryFilter {
  state: DeliveryState | null;
}
