import type { Source } from "../../../clients/client/source.ts";
import { openAiLog, type OpenAiLogQuery } from "../openai.generated.ts";

/** Where a turn is in the log of its conversation. */
export interface TurnPlace {
  /** Cursor at the turn's first event; null: not among the events that are stored. */
  after: string | null;
  /** Number of that event. */
  seq: number;
  /** Number of the newest event. */
  head: number;
}

/** How many pages of 250 events are read; a turn further back is read from the oldest event on. */
const maxPages = 40;

/** Looks for a turn in the log, from its end. */
export async function findPlace(
  operations: Source,
  conversationId: string,
  turnId: string,
): Promise<TurnPlace> {
  let before: string | null = null;
  let head: number | null = null;
  for (let page = 0; page < maxPages; page++) {
    const events: LogPage | null = await pageBefore(operations, conversationId, before);
    if (!events) break;
    const { nodes, pageInfo } = events;
    head ??= nodes.at(-1)?.seq ?? 0;
    const first = nodes.find((event) =>
      event.__typename === "TurnChanged" && event.turnId === turnId && event.status === "QUEUED"
    );
    if (first) return { after: first.cursor, seq: first.seq, head };
    if (!pageInfo.hasPreviousPage) break;
    before = pageInfo.startCursor;
  }
  return { after: null, seq: 0, head: head ?? 0 };
}

type LogPage = NonNullable<OpenAiLogQuery["conversation"]>["events"];

async function pageBefore(operations: Source, id: string, before: string | null) {
  const { conversation } = await operations.request(openAiLog, { id, before });
  return conversation?.events ?? null;
}
