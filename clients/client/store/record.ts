import { applyEvent, type ConversationView, conversationView, type ViewEvent } from "../mod.ts";
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
  readonly status: Status;
  readonly failure: Failure | null;
  readonly retry: Retrying | null;
}

/** The state of a conversation after an event: the same live, resumed and folded again, whatever the links showed. */
export interface ConversationRecord {
  readonly view: ConversationView;
  /** In the order of their start. */
  readonly turns: ReadonlyMap<string, TurnState>;
  /** Tool calls of which events came. */
  readonly calls: ReadonlyMap<string, CallState>;
}

/** An entry of a queried page, with the state of its turn. */
export type PageNode = StoreNode & {
  turn: { id: string; status?: Status; failure?: Failure | null };
};

/** The record of queried entries. */
export function recordOf(entries: readonly PageNode[]): ConversationRecord {
  return { view: conversationView(entries), turns: turnsOf(entries), calls: new Map() };
}

/** The record after an event whose links were read. */
export function recordAfter(record: ConversationRecord, event: StoreEvent): ConversationRecord {
  const view = applyEvent(record.view, event as ViewEvent);
  switch (event.__typename) {
    case "TurnChanged":
      return { ...record, view, turns: turnChanged(record.turns, event) };
    case "EntryChanged":
    case "StepChanged": {
      const turns = event.__typename === "StepChanged"
        ? retried(record.turns, event)
        : record.turns;
      return {
        view,
        turns,
        calls: callChanged({ view, calls: record.calls, before: record.view }, event),
      };
    }
    case "ApprovalChanged":
      return { ...record, calls: approvalChanged(record, event) };
    default:
      return { ...record, view };
  }
}

type Of<Type> = Extract<StoreEvent, { __typename: Type }>;

function turnChanged(
  turns: ConversationRecord["turns"],
  { turnId, status, turn }: Of<"TurnChanged">,
): ConversationRecord["turns"] {
  // A replayed start does not reopen an ended turn.
  if (final.includes(turns.get(turnId)?.status ?? "") && !final.includes(status)) return turns;
  const failure = status === "FAILED" ? turn?.failure ?? null : null;
  return new Map(turns).set(turnId, { status, failure, retry: null });
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
  return new Map(turns).set(step.turn.id, { ...was, retry });
}

/** The record with entries that are older than all it has. */
export function olderAdded(
  record: ConversationRecord,
  nodes: readonly PageNode[],
): ConversationRecord {
  const { entries } = conversationView(nodes);
  const known = new Set(record.view.entries.map(({ id }) => id));
  const older = entries.filter(({ id }) => !known.has(id));
  const view = { ...record.view, entries: [...older, ...record.view.entries] };
  return { ...record, view, turns: new Map([...turnsOf(nodes), ...record.turns]) };
}

function turnsOf(nodes: readonly PageNode[]): ConversationRecord["turns"] {
  return new Map(
    nodes.flatMap(({ turn: { id, status, failure = null } }) =>
      status === undefined ? [] : [[id, { status, failure, retry: null }]]
    ),
  );
}
