import type { ContentInput, WhenBusy } from "../document-types.generated.ts";

/** A message that was not acknowledged yet. Sent again, it must be the same: its key identifies it. */
export interface StoredMessage {
  readonly idempotencyKey: string;
  readonly conversationId: string;
  readonly content: readonly ContentInput[];
  readonly whenBusy: WhenBusy;
  /** Ms since 1970. */
  readonly at: number;
}

/** Where messages survive a reload of the page, such as `sessionStorage`. */
export interface TextStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** The session storage of a page; undefined where there is none, or where the user has forbidden it. */
export function pageStorage(): TextStorage | undefined {
  if (!("document" in globalThis)) return undefined;
  try {
    return (globalThis as { sessionStorage?: TextStorage }).sessionStorage;
  } catch {
    return undefined;
  }
}

/**
 * How long a message is kept for a page that comes back, ms. The server remembers keys for longer, so it is not executed
 * twice.
 */
const maxAgeMs = 12 * 60 * 60_000;

/** The messages that a page before left. Anything else in that place is ignored. */
export function readMessages(
  storage: TextStorage,
  name: string,
  now: number,
): StoredMessage[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(name) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => isMessage(one, now)) : [];
  } catch {
    return [];
  }
}

/** Keeps the messages. A storage that is full or forbidden keeps none: they are sent all the same, unless the page ends. */
export function writeMessages(
  storage: TextStorage,
  name: string,
  messages: readonly StoredMessage[],
): void {
  try {
    if (messages.length === 0) storage.removeItem(name);
    else storage.setItem(name, JSON.stringify(messages));
  } catch {
    return;
  }
}

function isMessage(value: unknown, now: number): value is StoredMessage {
  const { idempotencyKey, conversationId, content, whenBusy, at } = (value ?? {}) as Record<
    string,
    unknown
  >;
  const isText = [idempotencyKey, conversationId, whenBusy].every((one) => typeof one === "string");
  return isText && Array.isArray(content) && typeof at === "number" &&
    now - at < maxAgeMs;
}
