import type { Client } from "@tramontane/client";
import { consoleDiscarded, type ConsoleDiscardedQuery } from "./discarded.generated.ts";

type EventsPage = NonNullable<ConsoleDiscardedQuery["conversation"]>["events"];
/** An event of the page. */
export type PagedEvent = EventsPage["nodes"][number];

/** An entry that another attempt has replaced, or that was rolled back. */
export interface Discarded {
  readonly id: string;
  readonly at: string;
  /** What had been written. */
  readonly text: string;
}

const pageSize = 100;
/** Most pages that are read: a turn of more events shows what was discarded last. */
const maxPages = 20;

/** Reads what a turn has discarded, the oldest first: the events backwards to the turn's start. Throws like `request`. */
export async function readDiscarded(
  client: Pick<Client, "request">,
  { conversationId: id, turnId }: { conversationId: string; turnId: string },
): Promise<readonly Discarded[]> {
  const found: Discarded[] = [];
  let before: string | null = null;
  for (let page = 0; page < maxPages; page++) {
    const events: EventsPage | undefined = await readPage(client, id, before);
    if (!events) return found;
    const { nodes, pageInfo } = events;
    found.unshift(...discardedIn(nodes, turnId));
    if (!pageInfo.hasPreviousPage || nodes.some((event) => isStart(event, turnId))) return found;
    before = pageInfo.startCursor;
  }
  return found;
}

async function readPage(
  client: Pick<Client, "request">,
  id: string,
  before: string | null,
): Promise<EventsPage | undefined> {
  const { conversation } = await client.request(consoleDiscarded, { id, last: pageSize, before });
  return conversation?.events;
}

/** The entries of a turn that these events discard. */
export const discardedIn = (events: readonly PagedEvent[], turnId: string): Discarded[] =>
  events.flatMap((event) => {
    if (event.__typename !== "EntryChanged" || event.status !== "DISCARDED") return [];
    const { entry, entryId: id, at } = event;
    return entry?.turn.id === turnId ? [{ id, at, text: textOf(entry) }] : [];
  });

function textOf(entry: NonNullable<Extract<PagedEvent, { entryId: string }>["entry"]>): string {
  if (entry.__typename === "Message") return entry.text;
  if (entry.__typename === "ToolCall") {
    return `${entry.name} ${JSON.stringify(entry.arguments) ?? ""}`;
  }
  return "";
}

const isStart = (event: PagedEvent, turnId: string) =>
  event.__typename === "TurnChanged" && event.turnId === turnId && event.status === "QUEUED";
