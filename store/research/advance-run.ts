import { briefOf } from "../../protocol/research/brief.ts";
import { nextPhases } from "../../protocol/research/next-phases.ts";
import type { ResearchAdvance, ResearchInput } from "../../protocol/research/research-workflow.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { endRun, type RunEnd } from "./end-run.ts";
import { inTransaction, type LockedRun, lockRun, stopTurns } from "./lock-run.ts";
import { openPhase } from "./open-phase.ts";
import { phasesOf } from "./read-run.ts";
import { settlePhases } from "./settle-phases.ts";

/** A run is looked at so often also when nobody rings, ms: a ring may be lost with the worker that was to give it. */
export const advanceEveryMs = 20_000;

/** A look at a run: what it waits for, and the conversations whose workflows are to be rung. */
export interface RunAdvance {
  due: ResearchAdvance;
  toWake: string[];
  /** W3C trace context of the mutation that began the run; null when nothing is traced, or there is no such run. */
  traceparent: string | null;
}

/**
 * Looks at the record of a run and does what is next: takes in what phases came to, opens those that are due, ends the
 * run. All from the database, in one transaction, so that a lost workflow, or another one, goes on just as well.
 */
export function advanceRun(sql: Sql, { tenant, researchId }: ResearchInput): Promise<RunAdvance> {
  return inTransaction(sql, async (tx): Promise<RunAdvance> => {
    const locked = await lockRun(tx, tenant, researchId);
    const traceparent = locked?.run.traceparent ?? null;
    if (!locked || locked.run.endedAt) return { due: { next: "ended" }, toWake: [], traceparent };
    const { run } = locked;
    await tx`update research_runs set woken_at = now() where id = ${researchId}`;
    await settlePhases(tx, run);
    const phases = await phasesOf(tx, researchId);
    const step = nextPhases(run, phases);
    if (step.next === "complete") return await end(tx, locked, { verified: step.verified });
    if (step.next === "fail") return await end(tx, locked, { failure: step.failure });
    const toWake: string[] = [];
    for (const phase of step.next === "open" ? step.phases : []) {
      toWake.push(await openPhase(tx, run, phase, briefOf(phase, run, phases)));
    }
    return { due: { next: "wait", waitMs: advanceEveryMs }, toWake, traceparent };
  });
}

/** Ends the run, and what is still under way in it. */
async function end(tx: Tx, locked: LockedRun, how: RunEnd): Promise<RunAdvance> {
  const actor = { kind: "SYSTEM", name: "tramontane" } as const;
  await stopTurns(tx, locked, { actor, reason: "The research run has ended." });
  await settlePhases(tx, locked.run);
  await endRun(tx, locked.run, how);
  const { traceparent } = locked.run;
  const toWake = locked.openTurns.map((t) => t.conversationId);
  return { due: { next: "ended" }, toWake, traceparent };
}
