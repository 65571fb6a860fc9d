import type { ConsoleDeliveryFragment } from "./webhooks.generated.ts";

/** State of a delivery. */
export type DeliveryState = ConsoleDeliveryFragment["state"];

/** The states, with their words. */
export const stateWords: Readonly<Record<DeliveryState, string>> = {
  PENDING: "waiting",
  DELIVERED: "delivered",
  DEAD: "failed for good",
  WITHHELD: "withheld",
};

/** The state that a parameter of the address names; null: all. */
export const stateOf = (text: string | null): DeliveryState | null =>
  text !== null && Object.hasOwn(stateWords, text) ? text as DeliveryState : null;

/** How `Status` shows a state. */
export const statusOf: Readonly<Record<DeliveryState, string>> = {
  PENDING: "WAITING",
  DELIVERED: "COMPLETED",
  DEAD: "FAILED",
  WITHHELD: "WITHDRAWN",
};

const word = (kind: string) => kind.toLowerCase().replaceAll("_", " ");

/** Kinds of items in words; null: all. */
export const kindWords = (kinds: readonly string[] | null): string =>
  kinds === null ? "everything that begins, changes and ends" : kinds.map(word).join(", ");

/** How many secrets sign, and until when the older ones do. */
export function secretWords(secrets: readonly { expiresAt: string | null }[]): string {
  const ends = secrets.flatMap(({ expiresAt }) => expiresAt ?? []).sort();
  const last = ends.at(-1);
  return last === undefined
    ? "one"
    : `${secrets.length}, the older ones until ${new Date(last).toLocaleString()}`;
}

/** One line about an attempt. */
export const attemptWords = (
  { status, failure }: { status: number | null; failure: string | null },
): string => failure ?? `The receiver answered HTTP ${status}.`;
