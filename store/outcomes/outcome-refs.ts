import type { Verdict } from "../../protocol/approval/approval.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { type FailureCode, isFinal } from "../../protocol/status.ts";

/** An attempt that another follows, as its event tells it. */
export interface RetryRef {
  callId: string;
  attempt: number;
  code: FailureCode;
}

/** What is to be looked up of events that were committed. */
export interface OutcomeRefs {
  turns: string[];
  calls: string[];
  retries: RetryRef[];
  approvals: { id: string; verdict: Verdict }[];
  runs: string[];
  phases: string[];
}

/** What ended, failed or was asked in these events. A event that stands in two streams is told once. */
export function outcomeRefsOf(events: Iterable<NewEvent>): OutcomeRefs {
  const due: OutcomeRefs = {
    turns: [],
    calls: [],
    retries: [],
    approvals: [],
    runs: [],
    phases: [],
  };
  const bodies = new Map([...events].map(({ id, body }) => [`${body.kind}/${id}`, body]));
  for (const body of bodies.values()) {
    if (body.kind === "TurnChanged" && isFinal(body.status)) due.turns.push(body.turnId);
    if (body.kind === "StepChanged" && isFinal(body.status)) due.calls.push(body.stepId);
    if (body.kind === "StepChanged" && body.status === "WAITING" && body.failure) {
      const { stepId: callId, attempt, failure: { code } } = body;
      due.retries.push({ callId, attempt, code });
    }
    if (body.kind === "ApprovalChanged") {
      due.approvals.push({ id: body.approvalId, verdict: body.verdict });
    }
    if (body.kind === "ResearchEnded") due.runs.push(body.researchId);
    if (body.kind === "PhaseChanged" && isFinal(body.status)) due.phases.push(body.phaseId);
  }
  return due;
}
