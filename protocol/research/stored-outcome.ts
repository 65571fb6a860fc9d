import type { PhaseOutcome } from "./phase.ts";
import { currentMetric, currentReport, currentVerdict } from "./report/current-report.ts";

/** The recorded outcome with all fields: what an earlier release did not record has its default. */
export function readOutcome(stored: PhaseOutcome | null): PhaseOutcome | null {
  switch (stored?.kind) {
    case "Analysis":
      return { ...stored, metrics: stored.metrics.map(currentMetric) };
    case "Report":
      return currentReport(stored);
    case "Verification":
      return currentVerdict(stored);
    default:
      return stored;
  }
}
