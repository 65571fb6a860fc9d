import type { SupersededFlag, Traced } from "../conversation/conversation-workflow.ts";
import type { WorkflowTimes } from "../temporal/workflow-times.ts";

/** The workflow's type name. */
export const researchWorkflow = "research";

/** What the workflow is started with, and continues as new with. Ids only. */
export interface ResearchInput {
  tenant: string;
  researchId: string;
  /** `defaultTimes` unless told. */
  times?: WorkflowTimes;
}

/** The workflow id of a run; one at a time runs, ever. */
export function researchWorkflowId({ tenant, researchId }: ResearchInput): string {
  return `research-${tenant}-${researchId}`;
}

/** What `advanceResearch` found. `waitMs`: look again then, also when nobody rings. */
export type ResearchAdvance =
  & ({ next: "ended" } | { next: "wait"; waitMs: number })
  & Traced
  & SupersededFlag;
