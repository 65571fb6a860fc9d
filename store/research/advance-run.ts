import { briefOf } from "../../protocol/research/brief.ts";
import { nextPhases } from "../../protocol/research/next-phases.ts";
import type { ResearchDue, ResearchInput } from "../../protocol/research/research-workflow.ts";
import type { Sql, Tx } from "../connect.ts";
import { endRun, type RunEnd } from "./end-run.ts";
import { type HeldRun, holdRun, inTransaction, stopTurns } from "./hold-run.ts";
import { openPhase } from "./open-phase.ts";
import { phasesOf } from "./read-run.ts";
import { settlePhases } from "./settle-phases.ts";

/** A run is looked at so often also when nobody rings, ms: a ring may be lost with the worker that was to give it. */
export const lookMs = 20_000;

/** A look at a run: what it waits for, and the conversations whose workflows are to be rung. */
export interface RunLook {
  due: ResearchDue;
  toRing: string[];
  /** W3C trace context of the mutation that began the run; null when nothing is traced, or there is no such run. */
  traceparent: string | null;
}

/**
 * Looks at the record of a run and does what is next: takes in what phases came to, opens those that are due, ends the
 * run. All from the database, in one transaction, so that a lost workflow, or another one, goes on just as well.
 */
export function advanceRun(sql: Sql, { tenant, researchId }: ResearchInput): Promise<RunLook> {
  return inTransaction(sql, async (tx): Promise<RunLook> => {
    const held = await holdRun(tx, tenant, researchId);
    const traceparent = held?.run.traceparent ?? null;
    if (!held || held.run.endedAt) return { due: { next: "ended" }, toRing: [], traceparent };
    const { run } = held;
    await tx`update research_runs set rung_at = now() where id = ${researchId}`;
    await settlePhases(tx, run);
    const phases = await phasesOf(tx, researchId);
    const step = nextPhases(run, phases);
    if (step.next === "complete") return await end(tx, held, { verified: step.verified });
    if (step.next === "fail") return await end(tx, held, { failure: step.failure });
    const toRing: string[] = [];
    for (const phase of step.next === "open" ? step.phases : []) {
      toRing.push(await openPhase(tx, run, phase, briefOf(phase, run, phases)));
    }
    return { due: { next: "wait", waitMs: lookMs }, toRing, traceparent };
  });
}

/** Ends the run, and what is still under way in it. */
async function end(tx: Tx, held: HeldRun, how: RunEnd): Promise<RunLook> {
  const actor = { kind: "SYSTEM", name: "tramontane" } as const;
  await stopTurns(tx, held, { actor, reason: "The research run has ended." });
  await settlePhases(tx, held.run);
  await endRun(tx, held.run, how);
  const { traceparent } = held.run;
  const toRing = held.openTurns.map((t) => t.conversationId);
  return { due: { next: "ended" }, toRing, traceparent };
}
