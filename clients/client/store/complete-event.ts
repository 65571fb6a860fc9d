import { readable } from "../readable.ts";
import type { Source } from "../source.ts";
import type { StoreEvent, StoreNode } from "./entries.ts";
import { storeNode } from "./store.generated.ts";

/**
 * The event with its link. The link of an event is null when it could not be read, for example while the database restarts,
 * and no later event repeats it: it is queried. Throws like `request`.
 */
export async function completeEvent(
  source: Source,
  event: StoreEvent,
  signal: AbortSignal,
): Promise<StoreEvent> {
  const id = missing(event);
  if (id === null) return event;
  const { node } = await readable(
    source.request(storeNode, { id }, { signal }),
  );
  switch (event.__typename) {
    case "EntryChanged":
      return { ...event, entry: entryOf(node) };
    case "StepChanged":
      return node?.__typename === "ToolCall" ? { ...event, step: node } : event;
    case "ApprovalChanged":
      return {
        ...event,
        approval: node?.__typename === "Approval" ? node : null,
      };
    case "TurnChanged":
      return { ...event, turn: node?.__typename === "Turn" ? node : null };
    default:
      return event;
  }
}

/** The id of the object that the event's link does not show. */
function missing(event: StoreEvent): string | null {
  switch (event.__typename) {
    case "EntryChanged":
      return event.entry === null && event.status !== "DISCARDED" ? event.entryId : null;
    case "StepChanged":
      return event.step === null ? event.stepId : null;
    case "ApprovalChanged":
      return event.approval === null ? event.approvalId : null;
    case "TurnChanged":
      return event.turn === null && event.status === "FAILED" ? event.turnId : null;
    default:
      return null;
  }
}

type Found = { __typename: string } | null;
const entryOf = (node: Found) => node && "turn" in node ? node as StoreNode : null;
