import { applyEvent, conversationView, follow, textOfEntry } from "./mod.ts";
import type { ViewEvent } from "./mod.ts";

const query = `subscription ($id: ID!, $after: String) {
  conversationEvents(id: $id, after: $after) {
    __typename
    ... on Event { cursor fromSeq seq }
    ... on EntryChanged { entryId status entry { ...entry } }
    ... on StepChanged { stepId status step { ... on ToolCall { ...entry } } }
    ... on TurnChanged { turnId status }
    ... on TextDelta { nodeId part kind offset text }
  }
}
fragment entry on Entry {
  __typename
  id
  status
  ... on Message { role content { __typename ... on TextContent { text } } }
  ... on ToolCall { server name arguments result }
}`;

export async function show(url: string, id: string, draw: (lines: string[]) => void) {
  type Event = ViewEvent & { cursor: string; fromSeq: number; seq: number };
  let view = conversationView();
  const events = follow<{ conversationEvents: Event }>({ url }, { query, variables: { id } });
  for await (const event of events) {
    view = applyEvent(view, event);
    draw(view.entries.map((entry) => `${entry.status}: ${textOfEntry(entry)}`));
  }
}
