import type { NewEvent } from "../../protocol/log/event.ts";
import type { Status } from "../../protocol/status.ts";

/** The event that a phase has this status now. RUNNING occurs once for each `attempt`. */
export function phaseEvent(phaseId: string, status: Status, attempt = ""): NewEvent {
  const id = `${phaseId}/${status}${attempt && `/${attempt}`}`;
  return { id, body: { kind: "PhaseChanged", phaseId, status } };
}
