import { applyRunEvent, type Phase, type RunEvent, type RunState, runState } from "../run-state.ts";

/** A phase as the API returns it. */
export function phaseOf(id: string, kind: Phase["kind"], over: Partial<Phase> = {}): Phase {
  return {
    id,
    kind,
    round: 1,
    name: id,
    status: "RUNNING",
    startedAt: "2026-11-23T12:00:00.000Z",
    endedAt: null,
    text: "",
    failure: null,
    outcome: null,
    ...over,
  };
}

const numbers = { cursor: "c", fromSeq: 1, seq: 1 };

/** A phase was planned, began or ended. */
export function changed(phase: Phase): RunEvent {
  const { id: phaseId, status } = phase;
  return { ...numbers, __typename: "PhaseChanged", phaseId, status, phase };
}

/** Text was written. */
export function textDelta(nodeId: string, part: number, text: string, offset = 0): RunEvent {
  return { ...numbers, __typename: "TextDelta", nodeId, part, kind: "TEXT", offset, text };
}

/** The state after events. */
export function after(events: readonly RunEvent[], from: RunState = runState("How is NVDA?")) {
  return events.reduce(applyRunEvent, from);
}
