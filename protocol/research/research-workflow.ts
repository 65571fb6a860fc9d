import type { Advance, SupersededFlag, Traced } from "../conversation/conversation-workflow.ts";
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

/** The next action of a run's workflow. */
type RunAction =
  | { next: "ended" }
  /** Drive the conversations of the open phases. `waitMs`: advance again after this time, or at a wake-up. */
  | { next: "wait"; waitMs: number; open: string[] };

/** Result of `advanceResearch`. */
export type ResearchAdvance = RunAction & Traced & SupersededFlag;

/** Result of `advance` for the conversation of a phase. `run`: once it is at rest, the next action of the run. */
export type PhaseAdvance = Advance & { run?: ResearchAdvance };
