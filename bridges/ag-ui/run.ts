import { type Event, EventType, PROTOCOL_VERSION } from "@ag-ui/core";
import type { Source } from "../../clients/client/source.ts";
import { readTurns, type TurnStep } from "../../clients/client/turn/mod.ts";
import type { TurnReader } from "../../clients/client/turn/mod.ts";
import { BridgeError } from "../failure.ts";
import type { RunRequest } from "./input.ts";
import { interruptOf } from "./interrupts.ts";
import { type Plan, readersOf } from "./prepare.ts";
import { finishedEvent, type TurnEnd } from "./finished.ts";
import { custom, type Part, RunEvents } from "./run-events.ts";
import { historyOf, isFinal, readState } from "./state.ts";

/** An event; with the cursor after which the run can be resumed, if it is the last event of its position. */
export interface Sent {
  event: Event;
  cursor?: string;
}

/** What a run needs to be read. */
export interface RunContext {
  operations: Source;
  request: RunRequest;
  plan: Plan;
  signal: AbortSignal;
}

/** The events that open a run; they name what of the input has no effect. */
export function opening({ input, ignored }: RunRequest, conversationId?: string): Event[] {
  const { threadId, runId } = input;
  const started: Event = {
    type: EventType.RUN_STARTED,
    threadId,
    runId,
    protocolVersion: PROTOCOL_VERSION,
    ...conversationId !== undefined && { metadata: { conversationId } },
  };
  return [started, ...ignored.length > 0 ? [custom("ignored", ignored)] : []];
}

/** The events of a run until its end. Throws where it cannot be read on. */
export async function* runEvents(context: RunContext): AsyncGenerator<Sent, void> {
  const { request, plan: { state, turns, after }, operations, signal } = context;
  const { conversationId } = state;
  const events = new RunEvents(conversationId, turns, request.input.messages);
  for (const event of opening(request, conversationId)) yield { event };
  const readers = yield* join(context, events);
  let end = endOf(context.plan);
  const place = { conversationId, readers, after, signal };
  const steps = readers.length > 0 ? readTurns(operations, place) : [];
  let isBlocked = blocks(context, events);
  if (!isBlocked) {
    for await (const { cursor, parts } of steps) {
      end = ended(parts, context.plan) ?? end;
      yield* withCursor(await eventsOf(context, events, parts), cursor);
      isBlocked = blocks(context, events);
      if (isBlocked) break;
    }
  }
  if (!isBlocked && !end && turns.length > 0) throw cut(signal);
  const last = events.finish();
  if (isBlocked || events.takeSnapshotDue()) last.push(await snapshotOf(context, events));
  for (const event of last) yield { event };
  yield { event: isBlocked ? interrupted(context, events) : await finishedEvent(context, end) };
}

/** Readers of the turns, and what there is already of these. */
async function* join(
  context: RunContext,
  events: RunEvents,
): AsyncGenerator<Sent, TurnReader[]> {
  const { plan, operations, signal } = context;
  const entries = plan.joins ? await historyOf(operations, plan.state, signal) : [];
  const readers = readersOf(plan, entries);
  const later: Part[] = [];
  for (const { entry, parts } of readers.flatMap(({ read }) => read)) {
    later.push(...events.adopt(entry, parts, isFinal(entry.status)));
  }
  const isMissing = plan.joins && !(plan.hasAll && events.isAtRest && later.length === 0);
  if (isMissing) yield { event: events.snapshot(entries), cursor: plan.after };
  for (const part of later) for (const event of events.apply(part)) yield { event };
  return readers.map(({ reader }) => reader);
}

async function eventsOf(
  context: RunContext,
  events: RunEvents,
  parts: TurnStep["parts"],
): Promise<Event[]> {
  const sent: Event[] = [];
  for (const part of parts) {
    sent.push(...events.apply(part));
    if (events.takeSnapshotDue()) sent.push(await snapshotOf(context, events));
  }
  return sent;
}

async function snapshotOf(
  { operations, plan, signal }: RunContext,
  events: RunEvents,
): Promise<Event> {
  const state = await readState(operations, plan.state.conversationId, { signal });
  return events.snapshot(await historyOf(operations, state, signal));
}

function* withCursor(events: readonly Event[], cursor: string): Generator<Sent> {
  for (const [index, event] of events.entries()) {
    yield index === events.length - 1 ? { event, cursor } : { event };
  }
}

/** A caller that may not decide waits until another one has decided. */
const blocks = ({ request, plan: { state } }: RunContext, events: RunEvents): boolean =>
  state.decides && !request.waits && events.blockingApprovals().length > 0;

function interrupted(
  { request: { input }, plan: { state } }: RunContext,
  events: RunEvents,
): Event {
  const interrupts = events.blockingApprovals().map((one) => interruptOf(one, state.edits));
  const { threadId, runId } = input;
  const outcome = { type: "interrupt" as const, interrupts };
  return { type: EventType.RUN_FINISHED, threadId, runId, outcome };
}

const ended = (parts: TurnStep["parts"], { last }: Plan): TurnEnd | undefined =>
  parts.filter((part) => part.type === "turn")
    .find(({ turnId, status }) => turnId === last && isFinal(status));

function endOf({ state, last, turns }: Plan): TurnEnd | null {
  const turn = turns.length === 0 ? state.turns.find(({ id }) => id === last) : undefined;
  return turn ? { turnId: turn.id, status: turn.status, failure: turn.failure } : null;
}

function cut({ aborted }: AbortSignal): BridgeError {
  const message = aborted
    ? "This server is shutting down. Send the run again."
    : "The conversation was closed.";
  return new BridgeError({ status: 503, code: aborted ? "SHUTTING_DOWN" : "ENDED", message });
}
