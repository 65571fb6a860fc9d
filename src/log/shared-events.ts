import type { DurableEvent } from "../../protocol/log/event.ts";
import type { BodyOf, LogEvent } from "../../schema/ports/event-log.ts";
import type { StreamTail } from "./stream-tail.ts";

/** Deltas of a stream that are known for further readers. */
const keptDeltas = 4;

const durable = new WeakMap<DurableEvent, LogEvent>();
const deltas = new WeakMap<StreamTail, LogEvent<BodyOf<"TextDelta">>[]>();

/** The event as readers get it: the same object for all of them, so that its answer is made once. */
export function sharedEvent(
  event: DurableEvent,
  cursor: (event: DurableEvent) => string,
): LogEvent {
  const known = durable.get(event);
  if (known) return known;
  const { seq, at, body } = event;
  const made = { cursor: cursor(event), fromSeq: seq, seq, at, body };
  durable.set(event, made);
  return made;
}

/** The same delta that another reader of the tail got lately, if it is equal; else this one. */
export function sharedDelta(
  tail: StreamTail,
  event: LogEvent<BodyOf<"TextDelta">>,
): LogEvent<BodyOf<"TextDelta">> {
  const recent = deltas.get(tail) ?? [];
  const same = recent.find((one) => isSame(one, event));
  if (same) return same;
  recent.push(event);
  if (recent.length > keptDeltas) recent.shift();
  deltas.set(tail, recent);
  return event;
}

type Delta = LogEvent<BodyOf<"TextDelta">>;

function isSame(a: Delta, b: Delta): boolean {
  const [one, other] = [a.body.delta, b.body.delta];
  return a.seq === b.seq && one.offset === other.offset && one.text === other.text &&
    one.entryId === other.entryId && one.part === other.part && one.kind === other.kind &&
    a.cursor === b.cursor && a.at.getTime() === b.at.getTime();
}
