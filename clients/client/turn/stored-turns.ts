import { readable } from "../readable.ts";
import { RequestError } from "../errors.ts";
import type { Source } from "../source.ts";
import { eventsOfStored, type StoredEntry, type StoredTurn } from "./stored-events.ts";
import { storedTurns, turnEntries, type TurnEntriesQueryVariables } from "./turn.generated.ts";
import type { TurnEvent } from "./parts.ts";

/** A turn of a conversation, as events that a TurnReader reads. */
export interface TurnOfHistory {
  turnId: string;
  status: StoredTurn["status"];
  /** Those of a turn that has not ended are incomplete: read it with `readTurn`. */
  events: TurnEvent[];
}

/** Turns asked for at once. */
const pageSize = 50;

/**
 * The turns of a conversation, the oldest first, from its entries: those that a fork shares with another conversation, too,
 * and those whose events are no longer stored.
 */
export async function* readStoredTurns(
  source: Source,
  conversationId: string,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<TurnOfHistory, void> {
  const byTurn = new Map<string, StoredEntry[]>();
  for await (const entry of entriesOf(source, conversationId, signal)) {
    byTurn.set(entry.turn.id, [...byTurn.get(entry.turn.id) ?? [], entry]);
  }
  const ids = [...byTurn.keys()];
  for (let first = 0; first < ids.length; first += pageSize) {
    const page = ids.slice(first, first + pageSize);
    const { turns } = await readable(source.request(storedTurns, { ids: page }, { signal }));
    for (const turn of turns) {
      if (turn?.__typename !== "Turn") continue;
      const events = eventsOfStored(turn, byTurn.get(turn.id) ?? []);
      yield { turnId: turn.id, status: turn.status, events };
    }
  }
}

async function* entriesOf(
  source: Source,
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<StoredEntry, void> {
  for (let after: string | null = null;;) {
    const variables: TurnEntriesQueryVariables = { id, after };
    const { conversation } = await readable(source.request(turnEntries, variables, { signal }));
    if (!conversation) {
      throw new RequestError("NOT_FOUND", `no conversation ${id}`, { retryable: false });
    }
    yield* conversation.entries.nodes;
    const { hasNextPage, endCursor } = conversation.entries.pageInfo;
    if (!hasNextPage) return;
    after = endCursor;
  }
}
