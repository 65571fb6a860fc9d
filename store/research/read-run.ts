import type { Budget } from "../../protocol/budget/budget.ts";
import type { PhaseKind, PhaseState, ResearchBrief } from "../../protocol/research/phase.ts";
import type { Actor } from "../../protocol/status.ts";
import type { Tx } from "../database/sql.ts";

/** A run, as needed to advance it. */
export interface ResearchRun extends ResearchBrief {
  id: string;
  tenant: string;
  agents: Record<PhaseKind, string>;
  provider: string;
  budget: Partial<Budget>;
  actor: Actor;
  traceparent: string | null;
  endedAt: Date | null;
}

/** A run by its id. */
export async function readRun(tx: Tx, id: string): Promise<ResearchRun | undefined> {
  const [run] = await tx<ResearchRun[]>`
    select id, tenant, question, symbols, searches, revisions, language, agents, provider, budget, actor, traceparent,
      ended_at, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as today
    from research_runs where id = ${id}`;
  return run;
}

/** The phases of a run so far, in order. */
export async function phasesOf(tx: Tx, researchId: string): Promise<PhaseState[]> {
  return await tx<PhaseState[]>`select id, kind, round, name, status, outcome, failure
    from research_phases where research_id = ${researchId} order by number`;
}
