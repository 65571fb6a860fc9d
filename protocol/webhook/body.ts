import type { FeedItemBody, FeedKind } from "../feed/feed-item.ts";
import { webhookLimits } from "./webhook.ts";

/** The type of messages about a kind of items: the noun, a dot, and what became of it. */
export function messageType(kind: FeedKind): string {
  const at = kind.lastIndexOf("_");
  return `${kind.slice(0, at)}.${kind.slice(at + 1)}`.toLowerCase();
}

/** The type of a message that tests a webhook. */
export const testType = "webhook.test";

/** What a message reports. */
export interface Reported {
  webhookId: string;
  /** Number of the item in the feed, and of the item before it that this webhook was given; null: of a test. */
  seq: number | null;
  previousSeq: number | null;
  type: string;
  /** When the item was fed, or the test asked for. */
  at: Date;
  /** Null: of a test. */
  item: FeedItemBody | null;
}

/** The text of a reply, which only a webhook with `content` sends. */
export interface SentContent {
  text: string;
}

/**
 * The body of a message: the item's ids and states, and the text where it is given, which is cut where the body would
 * exceed its limit. The same parts give the same body in each attempt.
 */
export function messageBody(
  { webhookId, seq, previousSeq, type, at, item }: Reported,
  content: SentContent | null,
): string {
  const { kind: _, item: kind, owner: __, ...rest } = item ?? {} as Partial<FeedItemBody>;
  const data = { webhookId, seq, previousSeq, ...(kind && { kind }), ...rest };
  const write = (more: object) =>
    JSON.stringify({ type, timestamp: at.toISOString(), data: { ...data, ...more } });
  if (content === null) return write({});
  const whole = write({ content: { text: content.text, isCut: false } });
  if (bytesOf(whole) <= webhookLimits.bodyBytes) return whole;
  const room = webhookLimits.bodyBytes - bytesOf(write({ content: { text: "", isCut: true } }));
  return write({ content: { text: cut(content.text, room), isCut: true } });
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** The beginning of a text that takes at most `bytes` as a part of JSON, without half of a character. */
function cut(text: string, bytes: number): string {
  let taken = 0;
  let kept = "";
  for (const character of text) {
    taken += bytesOf(JSON.stringify(character)) - 2;
    if (taken > bytes) break;
    kept += character;
  }
  return kept;
}
