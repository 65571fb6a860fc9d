import type { SymbolAnswer } from "../../protocol/research/resolved-symbol.ts";
import type { FiringRecord } from "../../protocol/schedule/records.ts";
import { VerificationRequired } from "../../store/agent/verification-required.ts";
import { type DueFiring, fireSchedule } from "../../store/commands/fire-schedule.ts";
import { databaseTime } from "../../store/database/database-time.ts";
import { readOwnLimits } from "../../store/quota/read-limits.ts";
import { unresolvedSymbols } from "../../store/research/symbols.ts";
import { symbolsOfSchedule } from "../../store/schedule/arm-schedules.ts";
import { count } from "../../telemetry/metrics.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { resolveSymbols } from "../tools/resolve-symbols.ts";

/** How a firing is attempted. */
export interface FiringAttempt {
  signal: AbortSignal;
  /** Number of the attempt, from 1; failpoints concern the first two. */
  attempt: number;
}

/**
 * Decides a firing, and wakes the workflow of what it started. A market data server is asked for symbols that are not
 * known yet, outside of the transaction. Null: there is nothing to fire.
 */
export async function fireDue(
  deps: ActivityDeps,
  firing: DueFiring,
  { signal, attempt }: FiringAttempt,
): Promise<FiringRecord | null> {
  const { log, failpoint } = deps;
  const { tenant, scheduleId } = firing;
  const point = { kind: "schedule", agent: scheduleId } as const;
  await failpoint("firing_due", { ...point, fence: attempt });
  const now = await databaseTime(deps.sql);
  const fired = await fire(deps, firing, now, signal);
  // The attempt after the one that `firing_due` ends.
  await failpoint("firing_committed", { ...point, fence: attempt - 1 });
  if (fired === null) return null;
  await wake(deps, tenant, fired);
  const { id: firingId, outcome, reason, decidedAt } = fired;
  // One that was decided before was counted then.
  if (decidedAt.getTime() !== now.getTime()) return fired;
  count("tramontane.schedules.firings", { tenant, outcome });
  const level = outcome === "MISSED" || outcome === "REFUSED" ? "warn" : "info";
  log[level]("schedule.firing_decided", { scheduleId, firingId, tenant, outcome, reason });
  return fired;
}

async function fire(deps: ActivityDeps, firing: DueFiring, now: Date, signal: AbortSignal) {
  const { sql, provider, engine, sampleMarketData } = deps;
  const attempt = async (answers: readonly SymbolAnswer[] | null) => {
    const costLimits = { ...engine.tenantDefaults, ...await readOwnLimits(sql, firing.tenant) };
    const place = { provider, sampleMarketData };
    return await fireSchedule(sql, firing, { now, place, costLimits, answers });
  };
  try {
    return await attempt(null);
  } catch (error) {
    if (!(error instanceof VerificationRequired)) throw error;
    const symbols = await symbolsOfSchedule(sql, firing.tenant, firing.scheduleId);
    const wanted = await unresolvedSymbols(sql, firing.tenant, symbols);
    return await attempt(await resolveSymbols(deps, firing.tenant, wanted, signal));
  }
}

/** The sweeper finds what is not woken here. */
async function wake(
  { wake: waker, log }: ActivityDeps,
  tenant: string,
  { outcome, conversationId, researchId }: FiringRecord,
) {
  if (outcome !== "STARTED") return;
  try {
    if (conversationId !== null) await waker.conversation({ tenant, conversationId });
    if (researchId !== null) await waker.research({ tenant, researchId });
  } catch (error) {
    log.warn("workflow.wake_failed", errorFields(error));
  }
}
