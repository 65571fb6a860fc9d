import type { TurnApproval, TurnEvent } from "./parts.ts";
import type { StoredTurnsQuery, TurnEntriesQuery } from "./turn.generated.ts";

/** An entry with the time of its start. */
export type StoredEntry = NonNullable<
  TurnEntriesQuery["conversation"]
>["entries"]["nodes"][number];

/** A turn with its model calls. */
export type StoredTurn = Extract<
  NonNullable<StoredTurnsQuery["turns"][number]>,
  { __typename: "Turn" }
>;

type ModelCall = Extract<StoredTurn["steps"][number], { __typename: "ModelCall" }>;
const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** The events of a turn that follow from its stored state, in the order in which a reader of the log gets them. */
export function eventsOfStored(turn: StoredTurn, entries: readonly StoredEntry[]): TurnEvent[] {
  const calls = turn.steps.filter((step): step is ModelCall => step.__typename === "ModelCall");
  const [question, ...rest] = entries;
  const events = [
    ...question ? entryEvents(question) : [],
    turnEvent(turn, "RUNNING"),
    ...calls.flatMap((call, i) => {
      const own = rest.filter((entry) => callOf(calls, entry) === i);
      return [
        callEvent(turn, call, "RUNNING"),
        ...own.flatMap(entryEvents),
        ...final.includes(call.status) ? [callEvent(turn, call, call.status)] : [],
        ...own.flatMap(outcomeEvents),
      ];
    }),
    ...final.includes(turn.status) ? [turnEvent(turn, turn.status)] : [],
  ];
  return events.map((event, i) => ({ ...event, cursor: "", fromSeq: i + 1, seq: i + 1 }));
}

/** The model call that was running when an entry began: the calls of a turn follow each other. */
const callOf = (calls: readonly ModelCall[], { createdAt }: StoredEntry) =>
  Math.max(
    0,
    calls.findLastIndex(({ startedAt }) => startedAt !== null && startedAt <= createdAt),
  );

/** An event without its numbers. */
type Unnumbered = TurnEvent extends infer Event
  ? Event extends TurnEvent ? Omit<Event, "cursor" | "fromSeq" | "seq"> : never
  : never;

function turnEvent({ id: turnId, failure }: StoredTurn, status: StoredTurn["status"]) {
  return numbered({ __typename: "TurnChanged", turnId, status, turn: { failure } });
}

function callEvent({ id }: StoredTurn, call: ModelCall, status: StoredTurn["status"]) {
  return numbered({
    ...{ __typename: "StepChanged", stepId: call.id, status, attempt: 1 },
    ...{ retryAt: null, note: null, failure: null },
    step: { __typename: "ModelCall", turn: { id } },
  });
}

/** The start of an entry; of a message and a hand-off its end, too. */
function entryEvents(entry: StoredEntry): TurnEvent[] {
  const started = entryEvent(entry, "RUNNING");
  const isMessage = entry.__typename !== "ToolCall";
  const isUsers = entry.__typename === "Message" && entry.role === "USER";
  const ended = isMessage && final.includes(entry.status) ? [entryEvent(entry, entry.status)] : [];
  return isUsers ? ended : [started, ...ended];
}

/** What became of a tool call. */
function outcomeEvents(entry: StoredEntry): TurnEvent[] {
  if (entry.__typename !== "ToolCall") return [];
  return [
    ...entry.approval ? approvalEvents(entry.approval) : [],
    ...final.includes(entry.status) ? [entryEvent(entry, entry.status)] : [],
  ];
}

function approvalEvents(approval: TurnApproval): TurnEvent[] {
  const event = (verdict: TurnApproval["verdict"]) =>
    numbered({ __typename: "ApprovalChanged", approvalId: approval.id, verdict, approval });
  const { verdict } = approval;
  return [event("PENDING"), ...verdict === "PENDING" ? [] : [event(verdict)]];
}

const entryEvent = ({ createdAt: _, ...entry }: StoredEntry, status: StoredEntry["status"]) =>
  numbered({ __typename: "EntryChanged", entryId: entry.id, status, entry });

const numbered = (event: Unnumbered) => ({ ...event, cursor: "", fromSeq: 0, seq: 0 }) as TurnEvent;
