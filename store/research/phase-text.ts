import type { PhaseKind } from "../../protocol/research/phase.ts";
import { append } from "../log/append.ts";
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
    { id: string; kind: PhaseKind; researchId: string; before: string | null }[]
  >`
    select id, kind, research_id, draft_id as before from research_phases
    where turn_id = ${call.turnId} and ended_at is null`;
  if (!phase) return null;
  const { id: phaseId, kind, researchId, before } = phase;
  const draftId = `${phaseId}/${attempt}`;
  await append(tx, researchId, [phaseEvent(phaseId, "RUNNING", attempt)]);
  await tx`delete from drafts where entry_id = ${before}`;
  await tx`update research_phases set status = 'RUNNING', draft_id = ${draftId},
    started_at = coalesce(started_at, clock_timestamp()) where id = ${phaseId}`;
  return { phaseId, kind, researchId, draftId };
}
