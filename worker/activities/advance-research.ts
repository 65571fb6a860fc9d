import type { ResearchAdvance, ResearchInput } from "../../protocol/research/research-workflow.ts";
import { traceparentUnder } from "../../protocol/telemetry/trace-context.ts";
import { advanceRun, type RunAdvance } from "../../store/research/advance-run.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { exportEndedRun } from "../spans/export-ended.ts";
import type { ActivityDeps } from "./deps.ts";

/** Looks at the record of a research run, does what is next in it, and rings the conversations of phases that begin. */
export function createAdvanceResearch(deps: ActivityDeps) {
  const look = createLook(deps);
  return async (run: ResearchInput): Promise<ResearchAdvance> => {
    const due = await look(run);
    return await deps.superseded() ? { ...due, superseded: true } : due;
  };
}

function createLook(deps: ActivityDeps) {
  return async (run: ResearchInput): Promise<ResearchAdvance> => {
    const began = new Date();
    const look = await advanceRun(deps.sql, run);
    if (deps.spans.exportSpan === null) return await ringOpened(deps, run, look);
    const { traceparent } = look;
    const did = look.toWake.length > 0 && look.due.next === "wait";
    const due = did
      ? await inActivitySpan({ traceparent, began }, () => ringOpened(deps, run, look))
      : await ringOpened(deps, run, look);
    if (due.next === "ended") await exportEndedRun(deps.sql, run.researchId, deps.spans.exportSpan);
    const ours = traceparentUnder(traceparent, run.researchId);
    return { ...due, traceparent: ours, ...(!did && { idle: true }) };
  };
}

async function ringOpened({ wake }: ActivityDeps, { tenant }: ResearchInput, look: RunAdvance) {
  const { due, toWake } = look;
  await Promise.all(toWake.map((conversationId) => wake.conversation({ tenant, conversationId })));
  return due;
}
