import type { TurnCall } from "../turn/next-step.ts";

/** A call of the turn, with who made it and what that means for the model calls after it. */
export interface RecordedCall extends TurnCall {
  versionId: string | null;
  /** The fallback model that was asked; null is the version's own. */
  model: string | null;
  /** Who makes the model calls after it, where we handed over. */
  handedToVersionId: string | null;
}

/** Who makes a model call of a turn because an earlier one was handed over; null when none was. */
export function handedToVersionId(calls: readonly RecordedCall[], step: number): string | null {
  const before = modelCalls(calls).filter((c) => c.step < step && c.handedToVersionId !== null);
  return before.at(-1)?.handedToVersionId ?? null;
}

/** The fallback model of this step: once a version asks it in a turn, it goes on to its end. */
export function fallbackIn(
  calls: readonly RecordedCall[],
  versionId: string,
  step: number,
): string | null {
  const own = modelCalls(calls).filter((c) => c.versionId === versionId && c.step <= step);
  return own.at(-1)?.model ?? null;
}

const modelCalls = (calls: readonly RecordedCall[]) =>
  calls.filter((c) => c.kind === "model").toSorted((a, b) => a.step - b.step);
