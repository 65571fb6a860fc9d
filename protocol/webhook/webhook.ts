import type { FeedKind } from "../feed/feed-item.ts";

/** What a webhook sends, and where. */
export interface WebhookSettings {
  name: string;
  url: string;
  /** Only items of these kinds; null: of all. */
  kinds: FeedKind[] | null;
  /** Only items about the agent of this name; null: about any, and about none. */
  agent: string | null;
  /** True: the text of a reply is sent with the end of its turn. */
  content: boolean;
}

/** Why a webhook does not send. */
export const pauseCodes = ["ASKED", "GONE", "FAILING", "OWNER_ENDED"] as const;
/** One of `pauseCodes`. */
export type PauseCode = (typeof pauseCodes)[number];

/** States of a delivery. */
export const deliveryStates = ["PENDING", "DELIVERED", "DEAD", "WITHHELD"] as const;
/** One of `deliveryStates`. */
export type DeliveryState = (typeof deliveryStates)[number];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Limits of webhooks. */
export const webhookLimits = {
  /** Webhooks of a tenant. */
  ofTenant: 50,
  /** UTF-16 units of a name, of an address and of a reason. */
  nameLength: 100,
  urlLength: 2_000,
  reasonLength: 500,
  /** Bytes of a body. */
  bodyBytes: 20_000,
  /** Bytes that are read of an answer, and kept where it says why an attempt failed. */
  answerBytes: 64 * 1_024,
  /** Characters that are kept of other answers, since there are many: to a message that was delivered, and before the last. */
  shortAnswer: 1_000,
  /** Deliveries of a webhook that wait: it reads no further in the feed meanwhile. */
  waiting: 10_000,
  /** Deliveries that one `redeliver` asks for by their ids, and altogether. */
  redeliverIds: 100,
  redeliver: 10_000,
  defaultOverlapMs: dayMs,
  maxOverlapMs: 7 * dayMs,
  /** Secrets that sign: each message has a signature of each, in one header. A further rotation ends the oldest. */
  secrets: 5,
  /** Tests of a webhook that wait. */
  tests: 100,
  /** A webhook whose attempts have all failed for this time is paused. */
  failingMs: 5 * dayMs,
} as const;

/** An answer is due within this time after the attempt begins, ms. */
export const answerWithinMs = 15_000;

/** Waits before the attempts of a delivery, ms: of the first, the second, ... After the last one it is dead. */
export const retryWaitsMs: readonly number[] = [
  ...[0, 5_000, 5 * minuteMs, 30 * minuteMs],
  ...[2 * hourMs, 5 * hourMs, 10 * hourMs, 14 * hourMs, 20 * hourMs, 24 * hourMs],
];
