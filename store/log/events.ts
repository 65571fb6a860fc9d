import type { NewEvent } from "../../protocol/log/event.ts";
import type { Failure, Status } from "../../protocol/status.ts";

/** The event that a turn has this status now. Each status except RUNNING and WAITING occurs once in a turn. */
export function turnEvent(turnId: string, status: Status): NewEvent {
  return { id: `${turnId}/${status}`, turnId, body: { kind: "TurnChanged", turnId, status } };
}

/** The event that an entry has this status now. */
export function entryEvent(turnId: string, entryId: string, status: Status): NewEvent {
  return { id: `${entryId}/${status}`, turnId, body: { kind: "EntryChanged", entryId, status } };
}

/**
 * The event that a step has this status now, in one attempt. Each status occurs once for a fence, so that a wait which
 * counts no attempt is an event of its own.
 */
export function stepEvent(
  call: { id: string; turnId: string; attempt: number; fence?: number },
  status: Status,
  more: { retryAt?: string; failure?: Failure; note?: string } = {},
): NewEvent {
  const { id, turnId, attempt, fence } = call;
  return {
    id: `${id}/${fence ?? attempt}/${status}`,
    turnId,
    callId: id,
    body: { kind: "StepChanged", stepId: id, status, attempt, ...more },
  };
}
