import { type Event, EventType, HttpAgent, type Message } from "@ag-ui/client";
import { eventFrame } from "../../../protocol/net/event-stream.ts";
import type { TurnEntry, TurnEvent } from "../../../clients/client/turn/mod.ts";
import { TurnReader } from "../../../clients/client/turn/mod.ts";
import { RunEvents } from "../run-events.ts";

/** The entries as the record has them after these events, in the order of their start. */
function entriesAfter(events: readonly TurnEvent[]): TurnEntry[] {
  const entries = new Map<string, TurnEntry>();
  for (const event of events) {
    const entry = event.__typename === "EntryChanged"
      ? event.entry
      : event.__typename === "StepChanged" && event.step?.__typename === "ToolCall"
      ? event.step
      : null;
    if (entry) entries.set(entry.id, entry);
    if (event.__typename === "EntryChanged" && event.status === "DISCARDED") {
      entries.delete(event.entryId);
    }
  }
  return [...entries.values()];
}

/** The events of a run that reads a turn from its start. */
export function eventsOfRun(
  turnId: string,
  turn: readonly TurnEvent[],
  sent: Message[] = [],
): Event[] {
  const reader = new TurnReader(turnId);
  const run = new RunEvents("conversation", [turnId], sent);
  const at = { threadId: "thread", runId: "run" };
  const events: Event[] = [{ type: EventType.RUN_STARTED, ...at }];
  for (const [index, event] of turn.entries()) {
    for (const part of reader.apply(event)) {
      if (part.type === "unread") throw new Error("a recorded event without its entry");
      events.push(...run.apply(part));
      if (run.takeSnapshotDue()) events.push(run.snapshot(entriesAfter(turn.slice(0, index + 1))));
    }
  }
  events.push(...run.finish());
  if (run.takeSnapshotDue()) events.push(run.snapshot(entriesAfter(turn)));
  return [...events, { type: EventType.RUN_FINISHED, ...at, outcome: { type: "success" } }];
}

/** The messages of the protocol's client after events; throws where its verifier refuses one. */
export async function messagesAfter(
  events: readonly Event[],
  before: Message[] = [],
): Promise<Message[]> {
  const body = events.map((event) => eventFrame(null, JSON.stringify(event))).join("");
  const headers = { "content-type": "text/event-stream" };
  const agent = new HttpAgent({
    url: "http://127.0.0.1/",
    threadId: "thread",
    initialMessages: before,
    fetch: () => Promise.resolve(new Response(body, { headers })),
  });
  await agent.runAgent();
  return agent.messages;
}
