import type { ForkResearch, StartedResearch } from "../../protocol/research/commands.ts";
import { refuseMissing } from "../refusal.ts";
import { copyPhases } from "../research/copy-phases.ts";
import {
  insertRun,
  type NewRun,
  refuseUnpaid,
  type ResearchPlace,
} from "../research/insert-run.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Records a research run that keeps what preceded a phase of another run, with the same agents. The caller then wakes its
 * workflow. Refuses: NotFoundError, ConflictError (KEY_REUSED), ValidationError (a cost limit without a price).
 */
export const forkResearch = defineCommand<ForkResearch, StartedResearch, [place: ResearchPlace]>(
  "forkResearch",
  async (tx, caller, { budget, phaseId: forkedFrom, onBehalfOf }, place) => {
    const [source] = await tx<(NewRun & { researchId: string; number: number })[]>`
      select r.question, r.symbols, r.resolved_symbols, r.searches, r.revisions, r.language, r.agents, p.research_id, p.number
      from research_phases p join research_runs r on r.id = p.research_id
      where p.id = ${forkedFrom} and p.tenant = ${caller.tenant}`;
    if (!source) throw refuseMissing("such phase", "phaseId");
    await refuseUnpaid(tx, caller, { budget, agents: source.agents });
    const researchId = await insertRun(tx, caller, place, {
      ...{ ...source, budget, forkedFrom },
      ...(onBehalfOf !== undefined && { onBehalfOf }),
    });
    await copyPhases(tx, source, researchId);
    return { researchId };
  },
);
