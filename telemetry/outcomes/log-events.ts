import type {
  ApprovalOutcome,
  CallEnded,
  CallRetried,
  PhaseEnded,
  RunEnded,
  TurnEnded,
} from "../../protocol/telemetry/outcomes.ts";
import type { Fields, Logger } from "../log.ts";
import { count } from "../metrics.ts";

/** `turn.finished`, at warn if it failed. */
export function turnFinished(log: Logger, turn: TurnEnded): void {
  const { tenant, conversationId, turnId, agent, status, code } = turn;
  const fields = { tenant, conversationId, turnId, agent, status, ...coded(code) };
  const times = { waitMs: whole(turn.waitMs), tookMs: whole(turn.tookMs) };
  log[status === "FAILED" ? "warn" : "info"]("turn.finished", {
    ...fields,
    ...times,
    ...traced(turn),
  });
}

/** `call.finished`, at debug, since a turn has many. Tokens and cost, no content. */
export function callFinished(log: Logger, call: CallEnded): void {
  const { traceparent: _, tookMs, code, ...fields } = call;
  log.debug("call.finished", {
    ...fields,
    ...coded(code),
    tookMs: whole(tookMs),
    ...traced(call),
  });
}

/** `call.retry_scheduled`: an attempt failed and another follows. */
export function callRetried(log: Logger, retry: CallRetried): void {
  const { traceparent: _, ...fields } = retry;
  log.warn("call.retry_scheduled", { ...fields, ...traced(retry) });
}

/** `approval.requested`, or `approval.decided` with its verdict. */
export function approvalChanged(log: Logger, approval: ApprovalOutcome): void {
  const { traceparent: _, waitMs, ...fields } = approval;
  const requested = approval.verdict === "PENDING";
  const wait = requested ? {} : { waitMs: whole(waitMs) };
  log.info(requested ? "approval.requested" : "approval.decided", {
    ...fields,
    ...wait,
    ...traced(approval),
  });
}

/** `research.run_finished`, at warn if it failed. */
export function researchFinished(log: Logger, run: RunEnded): void {
  const { traceparent: _, code, tookMs, ...fields } = run;
  log[run.status === "FAILED" ? "warn" : "info"]("research.run_finished", {
    ...fields,
    ...coded(code),
    tookMs: whole(tookMs),
    ...traced(run),
  });
}

/** `research.phase_finished`, at warn if it failed. */
export function phaseFinished(log: Logger, phase: PhaseEnded): void {
  const { traceparent: _, code, tookMs, ...fields } = phase;
  log[phase.status === "FAILED" ? "warn" : "info"]("research.phase_finished", {
    ...fields,
    ...coded(code),
    tookMs: whole(tookMs),
    ...traced(phase),
  });
}

/** The model call of an event. */
interface LoggedCall {
  id: string;
  conversationId: string;
  attempt: number;
}

const callFields = ({ id, conversationId, attempt }: LoggedCall) => ({
  callId: id,
  conversationId,
  attempt,
});

/** `model.answer_adopted`: the answer of an earlier attempt was found at the provider, and not paid again. */
export function answerAdopted(log: Logger, call: LoggedCall): void {
  log.info("model.answer_adopted", callFields(call));
}

/** `model.answer_rejected`: a complete answer was empty; the call is repeated once. */
export function emptyAnswerRejected(log: Logger, call: LoggedCall): void {
  log.warn("model.answer_rejected", { ...callFields(call), reason: "empty" });
}

/**
 * Counts an event or a chunk of the provider whose type is unknown. `log` is not null for the first one of its type,
 * which is logged as `model.unknown_skipped`.
 */
export function unknownSkipped(
  log: Logger | null,
  what: "event" | "chunk",
  type: string,
): void {
  log?.warn("model.unknown_skipped", { what, type });
  count("tramontane.model.unknown_skipped", { what, type });
}

/** `model.call_possibly_paid_twice`: the request is sent again although the first one may have been billed. */
export function possiblyPaidTwice(log: Logger, call: LoggedCall & { model: string }): void {
  log.warn("model.call_possibly_paid_twice", { ...callFields(call), model: call.model });
  count("tramontane.model_calls.possibly_paid_twice", { model: call.model });
}

/** `model.fallback_requested`: the call continues with the fallback model of the agent version. */
export function fallbackRequested(
  log: Logger,
  call: LoggedCall,
  { fallback, code }: { fallback: string; code: string },
): void {
  log.warn("model.fallback_requested", { ...callFields(call), fallback, code });
}

/** `model.call_handed_over`: the provider could not hand over to `to`, so the worker did. */
export function handedOver(log: Logger, call: LoggedCall, to: string): void {
  log.warn("model.call_handed_over", { ...callFields(call), to });
}

/** `sweeper.workflows_woken`: the sweeper woke workflows whose work was not read for a while; not logged for none. */
export function workflowsWoken(
  log: Logger,
  kind: "conversation" | "research" | "agent",
  woken: number,
): void {
  count("tramontane.sweeper.wakes", { kind }, woken);
  if (woken > 0) log.info("sweeper.workflows_woken", { kind, count: woken });
}

const coded = (code: string | null): Fields => code === null ? {} : { code };
const whole = (ms: number | null) => ms === null ? null : Math.round(ms);

/** The trace of the outcome. It is not the active one, since outcomes are reported after the work. */
function traced({ traceparent }: { traceparent: string | null }): Fields {
  const traceId = traceparent?.split("-")[1];
  return traceId ? { traceId } : {};
}
