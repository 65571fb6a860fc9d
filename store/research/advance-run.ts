import { briefOf } from "../../protocol/research/brief.ts";
import { nextPhases } from "../../protocol/research/next-phases.ts";
import type { ResearchAdvance, ResearchInput } from "../../protocol/research/research-workflow.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { systemActor } from "../system-actor.ts";
import { endRun, type RunEnd } from "./end-run.ts";
import { inTransaction, type LockedRun, lockRun, stopTurns } from "./lock-run.ts";
import { openPhase } from "./open-phase.ts";
import { phasesOf } from "./read-run.ts";
import { settlePhases } from "./settle-phases.ts";

/** Interval at which an open run is examined without a wake-up, ms: a wake-up may be lost with its worker. */
export const advanceEveryMs = 20_000;

/** The result of advancing a run. */
export interface RunAdvance {
  /** What the workflow does next. */
  advance: ResearchAdvance;
  /** Conversations whose workflows must be woken. */
  toWake: string[];
  /** W3C trace context of the mutation that started the run; null if nothing is traced, or there is no such run. */
  traceparent: string | null;
}

/**
 * Advances a run in one transaction: settles phases whose turns have ended, opens the next ones, or ends the run.
 * Everything is read from the database, so a restarted workflow continues where the lost one was.
 */
export function advanceRun(sql: Sql, { tenant, researchId }: ResearchInput): Promise<RunAdvance> {
  return inTransaction(sql, async (tx): Promise<RunAdvance> => {
    const locked = await lockRun(tx, tenant, researchId);
    const traceparent = locked?.run.traceparent ?? null;
    if (!locked || locked.run.endedAt) {
      return { advance: { next: "ended" }, toWake: [], traceparent };
    }
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
    return { advance: { next: "wait", waitMs: advanceEveryMs }, toWake, traceparent };
  });
}

/** Ends the run and its open turns. */
async function end(tx: Tx, locked: LockedRun, how: RunEnd): Promise<RunAdvance> {
  await stopTurns(tx, locked, { actor: systemActor, reason: "The research run has ended." });
  await settlePhases(tx, locked.run);
  await endRun(tx, locked.run, how);
  const { traceparent } = locked.run;
  const toWake = locked.openTurns.map((t) => t.conversationId);
  return { advance: { next: "ended" }, toWake, traceparent };
}
