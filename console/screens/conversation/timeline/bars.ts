import type { ConsoleEvent } from "../events/event-log.ts";

/**
 * What a bar is: an attempt that runs or has ended, or a wait for a place, for the next attempt, or for an approval.
 */
export type BarKind = "running" | "done" | "failed" | "stopped" | "queued" | "retry" | "approval";

/** A part of a lane. Times are ms since 1970; `to` is null while it lasts. */
export interface Bar {
  readonly kind: BarKind;
  readonly from: number;
  readonly to: number | null;
  /** Number of the attempt; 0 for waits that belong to none. */
  readonly attempt: number;
  readonly failure: string | null;
  readonly traceId: string | null;
}

/** A turn or a step, with its bars in their order. */
export interface Lane {
  readonly id: string;
  readonly kind: "turn" | "model" | "tool";
  readonly title: string;
  /** Number of its turn; null: not known. */
  readonly turn: number | null;
  readonly bars: readonly Bar[];
}

type Step = Extract<ConsoleEvent, { __typename: "StepChanged" }>;
type Turn = Extract<ConsoleEvent, { __typename: "TurnChanged" }>;

const ends: Readonly<Record<string, BarKind>> = {
  COMPLETED: "done",
  FAILED: "failed",
  CANCELLED: "stopped",
  DISCARDED: "stopped",
};

/** The lanes of a conversation after these events: each turn, and after it its steps in the order in which they began. */
export function lanesOf(events: readonly ConsoleEvent[]): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const event of events) {
    const lane = event.__typename === "StepChanged"
      ? stepLane(lanes.get(event.stepId), event)
      : event.__typename === "TurnChanged"
      ? turnLane(lanes.get(event.turnId), event)
      : null;
    if (lane) lanes.set(lane.id, lane);
  }
  // A turn that waits begins before the steps of the one before it. The sort keeps the order of equal ones.
  const place = ({ turn }: Lane) => turn ?? Infinity;
  return [...lanes.values()].sort((a, b) => place(a) === place(b) ? 0 : place(a) - place(b));
}

function stepLane(lane: Lane | undefined, event: Step): Lane {
  const { step, status, attempt, retryAt, failure } = event;
  const begun: Lane = lane ?? {
    id: event.stepId,
    kind: step?.__typename === "ModelCall" ? "model" : "tool",
    title: nameOf(step),
    turn: step?.turn.number ?? null,
    bars: [],
  };
  const reason = { failure: failure?.message ?? null, traceId: failure?.traceId ?? null };
  const at = Date.parse(event.at);
  if (ends[status]) return { ...begun, bars: closed(begun.bars, at, ends[status], reason, true) };
  const isRetry = status === "WAITING" && retryAt !== null;
  const bars = closed(
    begun.bars,
    at,
    isRetry ? "failed" : "done",
    isRetry ? reason : noReason,
    isRetry,
  );
  const kind = status === "RUNNING"
    ? "running"
    : isRetry
    ? "retry"
    : status === "WAITING"
    ? "approval"
    : "queued";
  // Progress of a running attempt is not another one.
  const last = begun.bars.at(-1);
  if (last?.to === null && last.kind === kind && last.attempt === attempt) return begun;
  return { ...begun, bars: [...bars, { kind, from: at, to: null, attempt, ...noReason }] };
}

/** Its model or its tool; the lane's kind says which. */
function nameOf(step: Step["step"]): string {
  if (step?.__typename === "ModelCall") return step.model;
  return step?.__typename === "ToolCall" ? step.name : "step";
}

function turnLane(lane: Lane | undefined, event: Turn): Lane {
  const { turnId: id, status, turn } = event;
  const number = turn?.number ?? lane?.turn ?? null;
  const title = number === null ? "Turn" : `Turn ${number}`;
  const begun: Lane = { id, kind: "turn", title, turn: number, bars: lane?.bars ?? [] };
  const at = Date.parse(event.at);
  const reason = { failure: turn?.failure?.message ?? null, traceId: null };
  if (ends[status]) return { ...begun, bars: closed(begun.bars, at, ends[status], reason, true) };
  const kind = status === "RUNNING" ? "running" : status === "WAITING" ? "approval" : "queued";
  if (begun.bars.at(-1)?.to === null && begun.bars.at(-1)?.kind === kind) return begun;
  const bars = closed(begun.bars, at, "done", noReason, false);
  return { ...begun, bars: [...bars, { kind, from: at, to: null, attempt: 0, ...noReason }] };
}

const noReason = { failure: null, traceId: null };

/** The bars with the last one ended. `isEnd`: a running one gets the kind of its end; a wait keeps its own. */
function closed(
  bars: readonly Bar[],
  at: number,
  kind: BarKind,
  reason: Pick<Bar, "failure" | "traceId">,
  isEnd: boolean,
): Bar[] {
  const last = bars.at(-1);
  if (!last || last.to !== null) {
    return isEnd && !last ? [{ kind, from: at, to: at, attempt: 0, ...reason }] : [...bars];
  }
  const runs = last.kind === "running";
  const end = runs ? { ...last, to: at, kind, ...reason } : { ...last, to: at };
  return [...bars.slice(0, -1), end];
}
