import type { PhaseOutcome } from "../../protocol/research/phase.ts";
import type { Status } from "../../protocol/status.ts";
import { append } from "../log/append.ts";
import { json, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { phaseEvent } from "./phase-event.ts";

interface EndedPhase {
  id: string;
  number: number;
  status: Status;
  outcome: PhaseOutcome | null;
}

/** Copies the ended phases before a phase to a new run. Their sources refer to the new run's searches. */
export async function copyPhases(
  tx: Tx,
  source: { researchId: string; number: number },
  researchId: string,
): Promise<void> {
  const phases = await tx<EndedPhase[]>`select id, number, status, outcome from research_phases
    where research_id = ${source.researchId} and number < ${source.number} and ended_at is not null
    order by number`;
  const ids = new Map(phases.map((phase) => [phase.id, newId("phase")]));
  for (const { id, outcome } of phases) {
    await tx`insert into research_phases (id, tenant, research_id, number, kind, round, name, status, started_at,
        ended_at, text, failure, turn_id, outcome)
      select ${
      ids.get(id) ?? id
    }, tenant, ${researchId}, number, kind, round, name, status, started_at, ended_at, text,
        failure, turn_id, ${outcome && json(tx, withCopiedPhaseIds(outcome, ids))}
      from research_phases where id = ${id}`;
  }
  await append(tx, researchId, phases.map((p) => phaseEvent(ids.get(p.id) ?? p.id, p.status)));
}

function withCopiedPhaseIds(outcome: PhaseOutcome, ids: Map<string, string>): PhaseOutcome {
  if (!("sources" in outcome)) return outcome;
  const sources = outcome.sources.map((s) => ({
    ...s,
    phaseId: s.phaseId && (ids.get(s.phaseId) ?? s.phaseId),
  }));
  return { ...outcome, sources };
}
