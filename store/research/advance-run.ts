import { briefOf } from "../../protocol/research/brief.ts";
import { nextPhases } from "../../protocol/research/next-phases.ts";
import type { ResearchAdvance, ResearchInput } from "../../protocol/research/research-workflow.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { systemActor } from "../system-actor.ts";
import { endRun, type RunEnd } from "./end-run.ts";
import { inTransaction, type LockedRun, lockRun, lockRunAlone, stopTurns } from "./lock-run.ts";
import { openPhases } from "./open-phases.ts";
import { runLabels } from "./run-tools.ts";
import { settlePhases } from "./settle-phases.ts";

/** Interval at which an open run is examined without a wake-up, ms: a wake-up may be lost with its worker. */
export const advanceEveryMs = 20_000;

/** The result of advancing a run. */
export interface RunAdvance {
  /** What the workflow does next. */
  advance: ResearchAdvance;
  /** Conversations of the phases that were opened. */
  opened: string[];
  /** W3C trace context of the mutation that started the run; null if nothing is traced, or there is no such run. */
  traceparent: string | null;
}

/**
 * Advances a run in one transaction: settles phases whose turns have ended, opens the next ones, or ends the run.
 * Everything is read from the database, so a restarted workflow continues where the lost one was. It waits for no turn;
 * only a run that ends with open turns takes a second transaction, which locks their conversations first.
 */
export async function advanceRun(sql: Sql, run: ResearchInput): Promise<RunAdvance> {
  for (const lock of [lockRunAlone, lockRun]) {
    const advanced = await inTransaction(sql, (tx) => advance(tx, run, lock));
    if (advanced) return advanced;
  }
  throw new Error("the conversations of the run's open turns were not locked");
}

/** Null if the run must end and has open turns whose conversations are not locked. */
async function advance(
  tx: Tx,
  { tenant, researchId }: ResearchInput,
  lock: typeof lockRun,
): Promise<RunAdvance | null> {
  const locked = await lock(tx, tenant, researchId);
  const traceparent = locked?.run.traceparent ?? null;
  const ended: RunAdvance = { advance: { next: "ended" }, opened: [], traceparent };
  if (!locked || locked.run.endedAt) return ended;
  const { run } = locked;
  if (run.stale) await tx`update research_runs set woken_at = now() where id = ${researchId}`;
  const phases = await settlePhases(tx, run);
  const step = nextPhases(run, phases);
  const working = phases.flatMap((p) => p.turn ?? []);
  if (step.next === "complete" || step.next === "fail") {
    if (working.some(({ id }) => !locked.openTurns.some((t) => t.id === id))) return null;
    const how = step.next === "fail" ? { failure: step.failure } : { verified: step.verified };
    await end(tx, locked, how);
    return ended;
  }
  const planned = step.next === "open" ? step.phases : [];
  const citing = planned.some(({ kind }) => kind === "WRITE" || kind === "VERIFY");
  const labels = citing ? await runLabels(tx, run.id) : undefined;
  const briefed = planned.map((phase) => ({
    ...phase,
    brief: briefOf(phase, run, phases, labels),
  }));
  const opened = await openPhases(tx, run, briefed);
  const open = [...working.map((t) => t.conversationId), ...opened];
  return { advance: { next: "wait", waitMs: advanceEveryMs, open }, opened, traceparent };
}

/** Ends the run and its open turns. */
async function end(tx: Tx, locked: LockedRun, how: RunEnd): Promise<void> {
  if (locked.openTurns.length > 0) {
    await stopTurns(tx, locked, { actor: systemActor, reason: "The research run has ended." });
    await settlePhases(tx, locked.run);
  }
  await endRun(tx, locked.run, how);
}
