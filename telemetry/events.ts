import type {
  ApprovalStands,
  CallEnded,
  CallRetried,
  PhaseEnded,
  RunEnded,
  TurnEnded,
} from "../protocol/happened.ts";
import type { Fields, Logger } from "./log.ts";
import { count } from "./metrics.ts";

/** `turn_finished`: at warn when it failed. */
export function turnFinished(log: Logger, turn: TurnEnded): void {
  const { tenant, conversationId, turnId, agent, status, code } = turn;
  const fields = { tenant, conversationId, turnId, agent, status, ...coded(code) };
  const times = { waitMs: whole(turn.waitMs), tookMs: whole(turn.tookMs) };
  log[status === "FAILED" ? "warn" : "info"]("turn_finished", {
    ...fields,
    ...times,
    ...traced(turn),
  });
}

/** `call_finished`, at debug: a turn has many. Tokens and cost, never what was said. */
export function callFinished(log: Logger, call: CallEnded): void {
  const { traceparent: _, tookMs, code, ...fields } = call;
  log.debug("call_finished", {
    ...fields,
    ...coded(code),
    tookMs: whole(tookMs),
    ...traced(call),
  });
}

/** `call_retried`: an attempt failed and another follows. */
export function callRetried(log: Logger, retry: CallRetried): void {
  const { traceparent: _, ...fields } = retry;
  log.warn("call_retried", { ...fields, ...traced(retry) });
}

/** `approval_asked`, or `approval_decided` with its verdict. */
export function approvalChanged(log: Logger, approval: ApprovalStands): void {
  const { traceparent: _, waitMs, ...fields } = approval;
  const asked = approval.verdict === "PENDING";
  const wait = asked ? {} : { waitMs: whole(waitMs) };
  log.info(asked ? "approval_asked" : "approval_decided", {
    ...fields,
    ...wait,
    ...traced(approval),
  });
}

/** `research_finished`: at warn when it failed. */
export function researchFinished(log: Logger, run: RunEnded): void {
  const { traceparent: _, code, tookMs, ...fields } = run;
  log[run.status === "FAILED" ? "warn" : "info"]("research_finished", {
    ...fields,
    ...coded(code),
    tookMs: whole(tookMs),
    ...traced(run),
  });
}

/** `research_phase_finished`: at warn when it failed. */
export function phaseFinished(log: Logger, phase: PhaseEnded): void {
  const { traceparent: _, code, tookMs, ...fields } = phase;
  log[phase.status === "FAILED" ? "warn" : "info"]("research_phase_finished", {
    ...fields,
    ...coded(code),
    tookMs: whole(tookMs),
    ...traced(phase),
  });
}

/** A model call that an event is about. */
interface EventCall {
  id: string;
  conversationId: string;
  attempt: number;
}

const told = ({ id, conversationId, attempt }: EventCall) => ({
  callId: id,
  conversationId,
  attempt,
});

/** `model_answer_adopted`: an earlier attempt's answer was found at the provider, and not paid again. */
export function answerAdopted(log: Logger, call: EventCall): void {
  log.info("model_answer_adopted", told(call));
}

/** `model.answer_refused`: a complete answer was empty; the call is repeated once. */
export function emptyAnswerRefused(log: Logger, call: EventCall): void {
  log.warn("model.answer_refused", { ...told(call), reason: "empty" });
}

/**
 * Counts an event or a chunk of the provider whose type is not known. `log`: not null for the first of its type, which
 * is logged as `model.unknown_skipped`.
 */
export function unknownSkipped(
  log: Logger | null,
  what: "event" | "chunk",
  type: string,
): void {
  log?.warn("model.unknown_skipped", { what, type });
  count("tramontane.model.unknown_skipped", { what, type });
}

/** `model_call_possibly_paid_twice`: the request goes out again, and the first may have been billed. */
export function possiblyPaidTwice(log: Logger, call: EventCall & { model: string }): void {
  log.warn("model_call_possibly_paid_twice", { ...told(call), model: call.model });
  count("tramontane.model_calls.possibly_paid_twice", { model: call.model });
}

/** `model_fallback_asked`: the version's other model goes on. */
export function fallbackAsked(
  log: Logger,
  call: EventCall,
  { fallback, code }: { fallback: string; code: string },
): void {
  log.warn("model_fallback_asked", { ...told(call), fallback, code });
}

/** `model_call_handed_over`: the provider could not, so that we handed over to `to`. */
export function handedOver(log: Logger, call: EventCall, to: string): void {
  log.warn("model_call_handed_over", { ...told(call), to });
}

/** `forgotten_rung`: the sweeper rang for what nobody had looked at. Nothing where there is none. */
export function forgottenRung(
  log: Logger,
  kind: "conversation" | "research" | "agent",
  rung: number,
): void {
  count("tramontane.sweeper.rings", { kind }, rung);
  if (rung > 0) log.info("forgotten_rung", { kind, count: rung });
}

const coded = (code: string | null): Fields => code === null ? {} : { code };
const whole = (ms: number | null) => ms === null ? null : Math.round(ms);

/** The trace that it belongs to, which is not the active one: these are told behind the work. */
function traced({ traceparent }: { traceparent: string | null }): Fields {
  const traceId = traceparent?.split("-")[1];
  return traceId ? { traceId } : {};
}
