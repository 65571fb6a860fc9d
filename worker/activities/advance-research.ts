import type { ResearchDue, ResearchInput } from "../../protocol/research/research-workflow.ts";
import { advanceRun } from "../../store/research/advance-run.ts";
import type { ActivityDeps } from "./deps.ts";

/** Looks at the record of a research run, does what is next in it, and rings the conversations of phases that begin. */
export function createAdvanceResearch({ sql, ring, superseded }: ActivityDeps) {
  return async (run: ResearchInput): Promise<ResearchDue> => {
    const { due, toRing } = await advanceRun(sql, run);
    const { tenant } = run;
    await Promise.all(
      toRing.map((conversationId) => ring.conversation({ tenant, conversationId })),
    );
    return await superseded() ? { ...due, moveOn: true } : due;
  };
}
