import type { SupersededFlag, Traced } from "../conversation/conversation-workflow.ts";
import type { WorkflowTimes } from "../temporal/workflow-times.ts";

/** The workflow's type name. */
export const researchWorkflow = "research";

/** Input of the workflow, also when it continues as new. Ids only. */
export interface ResearchInput {
  tenant: string;
  researchId: string;
  /** Default: `defaultTimes`. */
  times?: WorkflowTimes;
}

/** The workflow id of a research run, so that at most one workflow run is open. */
export function researchWorkflowId({ tenant, researchId }: ResearchInput): string {
  return `research-${tenant}-${researchId}`;
}

/** Result of `advanceResearch`. `waitMs`: advance again after this time, or at a wake-up. */
export type ResearchAdvance =
  & ({ next: "ended" } | { next: "wait"; waitMs: number })
  & Traced
  & SupersededFlag;
