// This function runs in the browser too: it may call only those that page.ts includes.

/** An event of a stream: what an EventSource would dispatch. */
export interface StreamedEvent {
  type: string;
  data: string;
  id: string | null;
}

/** The complete events in the text of an event stream, and the text after them. */
export function eventsIn(text: string): { events: StreamedEvent[]; rest: string } {
  const frames = text.split("\n\n");
  const rest = frames.pop() ?? "";
  const events = frames.flatMap((frame) => {
    const fields = new Map<string, string>();
    for (const line of frame.split("\n")) {
      const [, name = "", value = ""] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (name !== "") fields.set(name, value);
    }
    const type = fields.get("event");
    if (type === undefined) return [];
    return [{ type, data: fields.get("data") ?? "", id: fields.get("id") ?? null }];
  });
  return { events, rest };
}
