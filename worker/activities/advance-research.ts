import type { ResearchDue, ResearchInput } from "../../protocol/research/research-workflow.ts";
import { traceparentUnder } from "../../protocol/trace-context.ts";
import { advanceRun, type RunLook } from "../../store/research/advance-run.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { tellEndedRun } from "../spans/tell-ended.ts";
import type { ActivityDeps } from "./deps.ts";

/** Looks at the record of a research run, does what is next in it, and rings the conversations of phases that begin. */
export function createAdvanceResearch(deps: ActivityDeps) {
  const look = createLook(deps);
  return async (run: ResearchInput): Promise<ResearchDue> => {
    const due = await look(run);
    return await deps.superseded() ? { ...due, moveOn: true } : due;
  };
}

function createLook(deps: ActivityDeps) {
  return async (run: ResearchInput): Promise<ResearchDue> => {
    const began = new Date();
    const look = await advanceRun(deps.sql, run);
    if (deps.spans.tell === null) return await ringOpened(deps, run, look);
    const { traceparent } = look;
    const did = look.toRing.length > 0 && look.due.next === "wait";
    const due = did
      ? await inActivitySpan({ traceparent, began }, () => ringOpened(deps, run, look))
      : await ringOpened(deps, run, look);
    if (due.next === "ended") await tellEndedRun(deps.sql, run.researchId, deps.spans.tell);
    const ours = traceparentUnder(traceparent, run.researchId);
    return { ...due, traceparent: ours, ...(!did && { idle: true }) };
  };
}

async function ringOpened({ ring }: ActivityDeps, { tenant }: ResearchInput, look: RunLook) {
  const { due, toRing } = look;
  await Promise.all(toRing.map((conversationId) => ring.conversation({ tenant, conversationId })));
  return due;
}
