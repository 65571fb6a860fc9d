import type { NewEvent } from "../../protocol/log/event.ts";
import type { Failure, Status } from "../../protocol/status.ts";

/** The event that a turn stands so now. Each status comes once in a turn, but for RUNNING and WAITING. */
export function turnEvent(turnId: string, status: Status): NewEvent {
  return { id: `${turnId}/${status}`, turnId, body: { kind: "TurnChanged", turnId, status } };
}

/** The event that an entry stands so now. */
export function entryEvent(turnId: string, entryId: string, status: Status): NewEvent {
  return { id: `${entryId}/${status}`, turnId, body: { kind: "EntryChanged", entryId, status } };
}

/**
 * The event that a step stands so now, told of one attempt. Each status comes once for a fence: a wait that counts no
 * attempt is a event of its own.
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
