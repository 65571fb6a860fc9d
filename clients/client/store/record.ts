import { applyEvent, conversationView, type ViewEvent } from "../view/conversation-view.ts";
import { FoldedView } from "../view/folded-view.ts";
import { Rows } from "../view/rows.ts";
import type { ConversationView, ViewEntry } from "../view/view-types.ts";
import { approvalChanged, callChanged, type CallState } from "./calls.ts";
import {
  type Failure,
  final,
  type Retrying,
  type Status,
  type StoreEvent,
  type StoreNode,
} from "./entries.ts";

/** What the events said of a turn. */
export interface TurnState {
  readonly id: string;
  readonly status: Status;
  readonly failure: Failure | null;
  readonly retry: Retrying | null;
}

/** The state of a conversation after an event: the same live, resumed and folded again, whatever the links showed. */
export interface ConversationRecord {
  readonly view: ConversationView;
  readonly turns: Rows<TurnState>;
  /** Tool calls of which events came. */
  readonly calls: Rows<CallState>;
}

/** An entry of a queried page, with the state of its turn. */
export type PageNode = StoreNode & {
  turn: { id: string; status?: Status; failure?: Failure | null };
};

/** The record of queried entries. */
export function recordOf(entries: readonly PageNode[]): ConversationRecord {
  return {
    view: conversationView(entries),
    turns: turnsOf(entries),
    calls: Rows.of([]),
  };
}

/** The record after an event whose links were read. */
export function recordAfter(
  record: ConversationRecord,
  event: StoreEvent,
): ConversationRecord {
  const view = applyEvent(record.view, event as ViewEvent);
  const { turns, calls } = record;
  switch (event.__typename) {
    case "TurnChanged":
      return { ...record, view, turns: turnChanged(turns, event) };
    case "EntryChanged":
      return { ...record, view, calls: callChanged(record, view, event) };
    case "StepChanged":
      return {
        view,
        turns: retried(turns, event),
        calls: callChanged(record, view, event),
      };
    case "ApprovalChanged":
      return { ...record, calls: approvalChanged(calls, view, event) };
    default:
      return { ...record, view };
  }
}

/** An entry of a view; undefined: the view does not have it. */
export const entryIn = (
  view: ConversationView,
  id: string,
): ViewEntry | undefined => FoldedView.of(view).rows.get(id);

/** The record with entries that are older than all it has. */
export function olderAdded(
  record: ConversationRecord,
  nodes: readonly PageNode[],
): ConversationRecord {
  const older = nodes.filter(({ id }) => !entryIn(record.view, id));
  const entries = [...conversationView(older).entries, ...record.view.entries];
  const turns = turnsOf(nodes).list.reduce(
    (all, turn) => all.get(turn.id) ? all : all.with(turn),
    record.turns,
  );
  return { ...record, view: { ...record.view, entries }, turns };
}

type Of<Type> = Extract<StoreEvent, { __typename: Type }>;

function turnChanged(
  turns: ConversationRecord["turns"],
  { turnId: id, status, turn }: Of<"TurnChanged">,
): ConversationRecord["turns"] {
  // A replayed start does not reopen an ended turn.
  if (final.includes(turns.get(id)?.status ?? "") && !final.includes(status)) {
    return turns;
  }
  const failure = status === "FAILED" ? turn?.failure ?? null : null;
  return turns.with({ id, status, failure, retry: null });
}

/** A model call that waits: its turn shows when it is made again. */
function retried(
  turns: ConversationRecord["turns"],
  { status, attempt, retryAt, failure, step }: Of<"StepChanged">,
): ConversationRecord["turns"] {
  if (step?.__typename !== "ModelCall") return turns;
  const was = turns.get(step.turn.id);
  const retry = status === "WAITING" && retryAt ? { attempt, retryAt, failure } : null;
  if (!was || (retry === null && was.retry === null)) return turns;
  return turns.with({ ...was, retry });
}

function turnsOf(nodes: readonly PageNode[]): ConversationRecord["turns"] {
  return nodes.reduce(
    (turns, { turn: { id, status, failure = null } }) =>
      status === undefined ? turns : turns.with({ id, status, failure, retry: null }),
    Rows.of<TurnState>([]),
  );
}
