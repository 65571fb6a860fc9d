import type { TurnCall } from "./next-step.ts";

/** A call of the turn, with who made it and what that means for the model calls after it. */
export interface MadeCall extends TurnCall {
  versionId: string | null;
  /** The fallback model that was asked; null is the version's own. */
  model: string | null;
  /** Who makes the model calls after it, where we handed over. */
  handedTo: string | null;
}

/** Who makes a model call of a turn because an earlier one was handed over; null when none was. */
export function handedTo(calls: readonly MadeCall[], step: number): string | null {
  const before = modelCalls(calls).filter((c) => c.step < step && c.handedTo !== null);
  return before.at(-1)?.handedTo ?? null;
}

/** The fallback model of this step: once a version asks it in a turn, it goes on to its end. */
export function fallbackIn(
  calls: readonly MadeCall[],
  versionId: string,
  step: number,
): string | null {
  const own = modelCalls(calls).filter((c) => c.versionId === versionId && c.step <= step);
  return own.at(-1)?.model ?? null;
}

const modelCalls = (calls: readonly MadeCall[]) =>
  calls.filter((c) => c.kind === "model").toSorted((a, b) => a.step - b.step);
