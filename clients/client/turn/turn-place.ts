import { RequestError } from "../errors.ts";
import type { Source } from "../source.ts";
import { turnPlaces, type TurnPlacesQueryVariables } from "./turn.generated.ts";

/**
 * A cursor for `TurnPlace.after`, of a turn that a client did not start itself: that of its event QUEUED. Null: that event
 * is no longer stored, and reading starts at the oldest one.
 */
export async function cursorOfTurn(
  source: Source,
  { conversationId: id, turnId, signal }: {
    conversationId: string;
    turnId: string;
    signal?: AbortSignal | undefined;
  },
): Promise<string | null> {
  for (let before: string | null = null;;) {
    const variables: TurnPlacesQueryVariables = { id, before };
    const { conversation } = await source.request(turnPlaces, variables, { signal });
    if (!conversation) throw new RequestError("NOT_FOUND", `no conversation ${id}`, final);
    const { nodes, pageInfo } = conversation.events;
    const queued = nodes.find((event) =>
      event.__typename === "TurnChanged" && event.turnId === turnId && event.status === "QUEUED"
    );
    if (queued) return queued.cursor;
    if (!pageInfo.hasPreviousPage) return null;
    before = pageInfo.startCursor;
  }
}

const final = { retryable: false };
