import type { NewFact } from "../protocol/event.ts";
import type { Failure, Status } from "../protocol/status.ts";

/** The fact that a turn stands so now. Each status comes once in a turn, but for RUNNING and WAITING. */
export function turnFact(turnId: string, status: Status): NewFact {
  return { id: `${turnId}/${status}`, turnId, body: { kind: "TurnChanged", turnId, status } };
}

/** The fact that an entry stands so now. */
export function entryFact(turnId: string, entryId: string, status: Status): NewFact {
  return { id: `${entryId}/${status}`, turnId, body: { kind: "EntryChanged", entryId, status } };
}

/**
 * The fact that a step stands so now, told of one attempt. Each status comes once for a fence: a wait that counts no
 * attempt is a fact of its own.
 */
export function stepFact(
  call: { id: string; turnId: string; attempt: number; fence?: number },
  status: Status,
  more: { retryAt?: string; failure?: Failure; note?: string } = {},
): NewFact {
  const { id, turnId, attempt, fence } = call;
  return {
    id: `${id}/${fence ?? attempt}/${status}`,
    turnId,
    callId: id,
    body: { kind: "StepChanged", stepId: id, status, attempt, ...more },
  };
}
