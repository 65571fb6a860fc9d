import type { Source } from "../../clients/client/source.ts";
import type { TurnEntry } from "../../clients/client/turn/mod.ts";
import { BridgeError } from "../failure.ts";
import { readable } from "../../clients/client/readable.ts";
import { agUiState, type AgUiStateQuery } from "./ag-ui.generated.ts";

/** Entries of a page, and pages that a snapshot has at most: older messages are not in it. */
const pageSize = 50;
const maxPages = 20;
/** Maximum length of the JSON of a snapshot's entries, UTF-16 code units: clients limit an event to about 10,000,000. */
const maxLength = 4_000_000;
const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** A turn with its status. */
export type StateTurn = NonNullable<AgUiStateQuery["conversation"]>["turns"]["nodes"][number];

/** A conversation at a position of its event stream. */
export interface ThreadState {
  conversationId: string;
  /** Everything here is at least as new. */
  eventCursor: string;
  agent: string;
  /** The newest turns, the oldest first. */
  turns: readonly StateTurn[];
  /** The newest entries, the oldest first. */
  entries: readonly TurnEntry[];
  /** Cursor of the page of older entries; null: there are none. */
  older: string | null;
  /** Whether the caller may decide approvals at all, and with other arguments. */
  decides: boolean;
  edits: boolean;
}

/** Whether a status is the last one. */
export const isFinal = (status: string): boolean => final.includes(status);

/** A conversation with its newest entries, or those before a cursor. Throws a BridgeError where there is none. */
export async function readState(
  operations: Source,
  id: string,
  { before = null, signal }: { before?: string | null; signal?: AbortSignal | undefined } = {},
): Promise<ThreadState> {
  const variables = { id, last: pageSize, before };
  const { viewer, conversation } = await readable(
    operations.request(agUiState, variables, { signal }),
  );
  if (!conversation) throw noConversation(id);
  const { eventCursor, agentVersion, turns, entries: { nodes, pageInfo } } = conversation;
  return {
    conversationId: id,
    eventCursor,
    agent: agentVersion.agent.name,
    turns: turns.nodes,
    entries: nodes,
    older: pageInfo.hasPreviousPage ? pageInfo.startCursor : null,
    ...viewer,
  };
}

/** The entries of a state and the older ones, as far as a snapshot reaches. */
export async function historyOf(
  operations: Source,
  state: ThreadState,
  signal?: AbortSignal,
): Promise<readonly TurnEntry[]> {
  const pages = [state];
  let length = lengthOf(state);
  for (let { older } = state; older !== null && pages.length < maxPages && length < maxLength;) {
    const page = await readState(operations, state.conversationId, { before: older, signal });
    pages.unshift(page);
    length += lengthOf(page);
    older = page.older;
  }
  return pages.flatMap(({ entries }) => entries);
}

const lengthOf = ({ entries }: ThreadState) => JSON.stringify(entries).length;

const noConversation = (id: string) =>
  new BridgeError({
    status: 404,
    code: "NOT_FOUND",
    message: `There is no conversation ${id} that these credentials may read.`,
  });
