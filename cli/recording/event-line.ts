import type { RecordedEvent } from "./record.ts";

/** One line about an event; text is quoted, so that it has no line breaks. A `+` marks a delta. */
export function eventLine(event: RecordedEvent): string {
  const number = `${event.seq}${event.__typename === "TextDelta" ? "+" : ""}`.padStart(6);
  return `${number}  ${event.__typename.padEnd(18)} ${about(event)}`.trimEnd();
}

function about(event: RecordedEvent): string {
  switch (event.__typename) {
    case "TextDelta":
      return `@${event.offset} ${JSON.stringify(event.text)}`;
    case "EntryChanged":
      return words(event.status, nameOf(event.entry), event.entryId);
    case "StepChanged":
      return words(
        event.status,
        nameOf(event.step),
        event.attempt > 1 && `attempt ${event.attempt}`,
        event.failure?.message ?? event.note,
      );
    case "TurnChanged":
      return words(event.status, event.turnId);
    case "ConversationClosed":
      return `by ${event.closedBy.name}`;
    default:
      return "";
  }
}

function nameOf(node: { __typename: string; role?: string; name?: string } | null) {
  return node?.role ?? node?.name ?? node?.__typename;
}

function words(...all: (string | false | null | undefined)[]): string {
  return all.filter(Boolean).join(" ");
}
