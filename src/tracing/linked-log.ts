import { type Span, trace } from "@opentelemetry/api";
import { spanUnder } from "../../protocol/telemetry/trace-context.ts";
import type { EventBody, EventLog, LogEvent } from "../../schema/ports/event-log.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import { linkKinds } from "../../telemetry/attributes.ts";
import { isExported, linkTo } from "../../telemetry/span.ts";

/** Limit on the links of one subscription. */
const maxLinks = 64;

/**
 * `log` with subscriptions that link their span to the turns of their events: an event does not contain the trace
 * context of its publisher. A subscription that is not recorded stays unchanged.
 */
export function linkedLog(log: EventLog, reads: Pick<Reads, "turn" | "researchPhase">): EventLog {
  return {
    ...log,
    async subscribe(streamId, options) {
      const span = trace.getActiveSpan();
      const events = await log.subscribe(streamId, options);
      return isExported(span) ? linking(events, span, reads) : events;
    },
  };
}

function linking(
  events: AsyncIterableIterator<LogEvent>,
  span: Span,
  reads: Pick<Reads, "turn" | "researchPhase">,
): AsyncIterableIterator<LogEvent> {
  const linked = new Set<string>();
  const link = async (body: EventBody) => {
    if (linked.size >= maxLinks) return;
    const turnId = await turnOf(body, reads);
    if (turnId === null || linked.has(turnId)) return;
    linked.add(turnId);
    const turn = spanUnder((await reads.turn(turnId))?.traceparent, turnId);
    if (turn) span.addLink(linkTo(turn, linkKinds.publisher));
  };
  return {
    async next() {
      const next = await events.next();
      // A failed read of a link must not delay the event.
      if (!next.done) await link(next.value.body).catch(() => undefined);
      return next;
    },
    return: (value) => events.return?.(value) ?? Promise.resolve({ done: true, value }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function turnOf(body: EventBody, reads: Pick<Reads, "researchPhase">) {
  if (body.kind === "TurnChanged") return body.turnId;
  if (body.kind !== "PhaseChanged" || body.status !== "RUNNING") return null;
  return (await reads.researchPhase(body.phaseId))?.turnId ?? null;
}
