import type { PhaseKind } from "../../protocol/research/phase.ts";
import { collectEvents } from "../database/committed-events.ts";
import type { Tx } from "../database/sql.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import { phaseEvent } from "./phase-event.ts";

/** Where a model call writes the text of its phase. `draftId`: the id of the drafts of this attempt. */
export interface PhaseText {
  phaseId: string;
  kind: PhaseKind;
  researchId: string;
  draftId: string;
}

/**
 * Restarts the text of a phase for a model call that was just claimed, with the event that the phase runs, and discards
 * what an earlier attempt wrote. The caller has locked the conversation's stream; the run's stream is locked after it.
 */
export async function beginPhaseText(tx: Tx, call: ClaimedCall): Promise<PhaseText | null> {
  const attempt = `${call.id}/${call.fence}`;
  const [phase] = await tx<
    { phaseId: string; kind: PhaseKind; researchId: string; draftBefore: string | null }[]
  >`select * from begin_phase_text(${call.turnId}, ${attempt})`;
  if (!phase) return null;
  const { draftBefore, ...at } = phase;
  collectEvents(tx, [phaseEvent(at.phaseId, "RUNNING", attempt)]);
  if (draftBefore !== null) await tx`delete from drafts where entry_id = ${draftBefore}`;
  return { ...at, draftId: `${at.phaseId}/${attempt}` };
}
