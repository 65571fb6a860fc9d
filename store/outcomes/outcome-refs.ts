import type { Verdict } from "../../protocol/approval/approval.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { type FailureCode, isFinal } from "../../protocol/status.ts";

/** A failed attempt that another one follows. */
export interface RetryRef {
  callId: string;
  attempt: number;
  code: FailureCode;
}

/** References to what committed events changed, to be read for reports. */
export interface OutcomeRefs {
  turns: string[];
  calls: string[];
  retries: RetryRef[];
  approvals: { id: string; verdict: Verdict }[];
  runs: string[];
  phases: string[];
}

/** What ended, failed or needs approval according to these events. An event in two streams counts once. */
export function outcomeRefsOf(events: Iterable<NewEvent>): OutcomeRefs {
  const refs: OutcomeRefs = {
    turns: [],
    calls: [],
    retries: [],
    approvals: [],
    runs: [],
    phases: [],
  };
  const bodies = new Map([...events].map(({ id, body }) => [`${body.kind}/${id}`, body]));
  for (const body of bodies.values()) {
    if (body.kind === "TurnChanged" && isFinal(body.status)) refs.turns.push(body.turnId);
    if (body.kind === "StepChanged" && isFinal(body.status)) refs.calls.push(body.stepId);
    if (body.kind === "StepChanged" && body.status === "WAITING" && body.failure) {
      const { stepId: callId, attempt, failure: { code } } = body;
      refs.retries.push({ callId, attempt, code });
    }
    if (body.kind === "ApprovalChanged") {
      refs.approvals.push({ id: body.approvalId, verdict: body.verdict });
    }
    if (body.kind === "ResearchEnded") refs.runs.push(body.researchId);
    if (body.kind === "PhaseChanged" && isFinal(body.status)) refs.phases.push(body.phaseId);
  }
  return refs;
}
