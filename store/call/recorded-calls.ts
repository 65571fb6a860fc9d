import type { TurnCall } from "../turn/next-step.ts";

/** A call of the turn, with the versions and the model that later calls depend on. */
export interface RecordedCall extends TurnCall {
  versionId: string | null;
  /** The fallback model that was called; null is the version's own model. */
  model: string | null;
  /** The version that makes the model calls after it, if the worker handed over. */
  handedToVersionId: string | null;
}

/** The version that an earlier call of the turn handed over to; null if none did. */
export function handedToVersionId(calls: readonly RecordedCall[], step: number): string | null {
  const before = modelCalls(calls).filter((c) => c.step < step && c.handedToVersionId !== null);
  return before.at(-1)?.handedToVersionId ?? null;
}

/** The fallback model of this step: once a version calls it, it does so for the rest of the turn. */
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
