import type { EntryFragment, EventsSubscription } from "./demo.generated.ts";

/** An event of the conversation. */
export type DemoEvent = EventsSubscription["conversationEvents"];

/** An entry. */
export type Entry = EntryFragment;

/** A tool call. */
export type ToolCall = Extract<Entry, { __typename: "ToolCall" }>;

/** A turn as it is now. */
export type Turn = NonNullable<Extract<DemoEvent, { __typename: "TurnChanged" }>["turn"]>;

/** The text of a message; empty for another entry. */
export function textOf(entry: Entry): string {
  if (entry.__typename !== "Message") return "";
  return entry.content.map((part) => part.__typename === "TextContent" ? part.text : "").join("");
}

/** Whether a status is final. */
export function isFinal(status: string): boolean {
  return ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"].includes(status);
}
