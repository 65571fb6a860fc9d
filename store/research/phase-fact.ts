import type { NewFact } from "../../protocol/event.ts";
import type { Status } from "../../protocol/status.ts";

/** The fact that a phase stands so now. RUNNING comes once for each attempt, told apart by `attempt`. */
export function phaseFact(phaseId: string, status: Status, attempt = ""): NewFact {
  const id = `${phaseId}/${status}${attempt && `/${attempt}`}`;
  return { id, body: { kind: "PhaseChanged", phaseId, status } };
}
