import type { PhaseOutcome } from "../../protocol/research/phase.ts";
import type { Status } from "../../protocol/status.ts";
import { append } from "../append.ts";
import { json, type Tx } from "../connect.ts";
import { newId } from "../new-id.ts";
import { phaseFact } from "./phase-fact.ts";

interface Kept {
  id: string;
  number: number;
  status: Status;
  outcome: PhaseOutcome | null;
}

/** Gives a new run what had ended before a phase of another. Sources point to the new run's searches. */
export async function keepPhases(
  tx: Tx,
  source: { researchId: string; number: number },
  researchId: string,
): Promise<void> {
  const kept = await tx<Kept[]>`select id, number, status, outcome from research_phases
    where research_id = ${source.researchId} and number < ${source.number} and ended_at is not null
    order by number`;
  const ids = new Map(kept.map((phase) => [phase.id, newId("phase")]));
  for (const { id, outcome } of kept) {
    await tx`insert into research_phases (id, tenant, research_id, number, kind, round, name, status, started_at,
        ended_at, text, failure, turn_id, outcome)
      select ${
      ids.get(id) ?? id
    }, tenant, ${researchId}, number, kind, round, name, status, started_at, ended_at, text,
        failure, turn_id, ${outcome && json(tx, pointedAnew(outcome, ids))}
      from research_phases where id = ${id}`;
  }
  await append(tx, researchId, kept.map((p) => phaseFact(ids.get(p.id) ?? p.id, p.status)));
}

function pointedAnew(outcome: PhaseOutcome, ids: Map<string, string>): PhaseOutcome {
  if (!("sources" in outcome)) return outcome;
  const sources = outcome.sources.map((s) => ({
    ...s,
    phaseId: s.phaseId && (ids.get(s.phaseId) ?? s.phaseId),
  }));
  return { ...outcome, sources };
}
