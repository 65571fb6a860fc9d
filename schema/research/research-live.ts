import type { StepRecord } from "../../protocol/conversation/records.ts";
import type { ResearchRunRecord } from "../../protocol/research/records.ts";
import { researchWorkflowId } from "../../protocol/research/research-workflow.ts";
import type { GraphQLContext } from "../context.ts";
import type { Reads } from "../ports/reads.ts";
import { type LiveShape, stepsUnderWay } from "../conversation/live.ts";

/** Queries the workflow of a research run. The steps of its phases come from the record. */
export async function queryResearchLive(
  { id, tenant }: ResearchRunRecord,
  { liveResearch, reads }: GraphQLContext,
): Promise<LiveShape> {
  const workflow = await liveResearch(id);
  return {
    workflowId: researchWorkflowId({ tenant, researchId: id }),
    at: workflow?.at ?? new Date(),
    workflow,
    steps: () => openSteps(id, reads),
    queued: async () => (await reads.phasesOfRun(id)).filter((p) => p.status === "QUEUED").length,
  };
}

async function openSteps(researchId: string, reads: Reads): Promise<StepRecord[]> {
  const phases = await reads.phasesOfRun(researchId);
  const open = phases.filter((p) => p.status === "RUNNING" || p.status === "WAITING");
  const steps = await Promise.all(
    open.map(({ turnId }) => turnId === null ? [] : reads.stepsOfTurn(turnId)),
  );
  return stepsUnderWay(steps.flat(), null);
}
