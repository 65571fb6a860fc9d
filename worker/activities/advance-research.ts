import type { ResearchAdvance, ResearchInput } from "../../protocol/research/research-workflow.ts";
import { traceparentUnder } from "../../protocol/telemetry/trace-context.ts";
import { advanceRun, type RunAdvance } from "../../store/research/advance-run.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { exportEndedRun } from "../spans/export-ended.ts";
import type { ActivityDeps } from "./deps.ts";

/**
 * Reads the record of a research run, takes its next action, and wakes the conversations of phases that begin. Returns
 * what follows.
 */
export function createAdvanceResearch(deps: ActivityDeps) {
  return async (run: ResearchInput): Promise<ResearchAdvance> => {
    const next = await advance(deps, run);
    return await deps.superseded() ? { ...next, superseded: true } : next;
  };
}

async function advance(deps: ActivityDeps, run: ResearchInput): Promise<ResearchAdvance> {
  const { sql, spans: { exportSpan } } = deps;
  const began = new Date();
  const result = await advanceRun(sql, run);
  const { advance: next, toWake, traceparent } = result;
  if (exportSpan === null) {
    await wakePhases(deps, run, result);
    return next;
  }
  const didWork = toWake.length > 0 && next.next === "wait";
  if (didWork) await inActivitySpan({ traceparent, began }, () => wakePhases(deps, run, result));
  else await wakePhases(deps, run, result);
  if (next.next === "ended") await exportEndedRun(sql, run.researchId, exportSpan);
  const runTraceparent = traceparentUnder(traceparent, run.researchId);
  return { ...next, traceparent: runTraceparent, ...(!didWork && { idle: true }) };
}

async function wakePhases(
  { wake }: ActivityDeps,
  { tenant }: ResearchInput,
  { toWake }: RunAdvance,
): Promise<void> {
  await Promise.all(toWake.map((conversationId) => wake.conversation({ tenant, conversationId })));
}
