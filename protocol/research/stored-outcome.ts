import type { Metric, PhaseOutcome } from "./phase.ts";

/** An outcome as it is recorded. Earlier versions recorded fewer fields. */
export type StoredOutcome = PhaseOutcome | null;

/** The recorded outcome with all fields: those that an earlier version did not record have their defaults. */
export function readOutcome(stored: StoredOutcome): PhaseOutcome | null {
  switch (stored?.kind) {
    case "Analysis":
      return { ...stored, metrics: stored.metrics.map(readMetric) };
    case "Report":
      return { ...noFindings, ...stored, metrics: stored.metrics.map(readMetric) };
    case "Verification":
      return { ...stored, accepted: stored.accepted ?? stored.passed, gaps: stored.gaps ?? [] };
    default:
      return stored;
  }
}

const noFindings = { unsupported: [], gaps: [] };

/** A figure without evidence was tied to a tool call by an equal number, which proves nothing. */
function readMetric(stored: Metric): Metric {
  return "evidence" in stored ? stored : { ...(stored as Metric), ...uncited };
}

const uncited: Omit<Metric, "name" | "value" | "unit" | "period"> = {
  ...{ symbol: null, evidence: "NONE", toolCallId: null, pointer: null, quoted: null },
  ...{ derivation: null, problem: "It was recorded before figures cited their source." },
};
