import type { ResearchAdvance, ResearchInput } from "../../protocol/research/research-workflow.ts";
import { traceparentUnder } from "../../protocol/telemetry/trace-context.ts";
import { advanceRun, type RunAdvance } from "../../store/research/advance-run.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { exportEndedRun } from "../spans/export-ended.ts";
import { type ActivityDeps, ofTenant, type SharedDeps } from "./deps.ts";

/** Reads the record of a research run and takes its next action. Returns what follows. */
export function createAdvanceResearch(all: SharedDeps) {
  return async (run: ResearchInput): Promise<ResearchAdvance> => {
    const began = new Date();
    const deps = ofTenant(all, run.tenant);
    const { traceparent, opened, advance } = await advanceResearch(deps, run);
    if (deps.spans.exportSpan === null) return advance;
    const idle = opened.length === 0;
    if (!idle) await inActivitySpan({ traceparent, began }, () => Promise.resolve());
    const runTraceparent = traceparentUnder(traceparent, run.researchId);
    return { ...advance, traceparent: runTraceparent, ...(idle && { idle }) };
  };
}

/** Advances a run, and exports its span once it has ended. */
export async function advanceResearch(
  { sql, superseded, spans: { exportSpan } }: ActivityDeps,
  run: ResearchInput,
): Promise<RunAdvance & { advance: ResearchAdvance }> {
  const result = await advanceRun(sql, run);
  const { advance } = result;
  if (advance.next === "ended" && exportSpan) await exportEndedRun(sql, run.researchId, exportSpan);
  return await superseded() ? { ...result, advance: { ...advance, superseded: true } } : result;
}
