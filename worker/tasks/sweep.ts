import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import { claimStaleCommands } from "../../store/commands/pending-commands.ts";
import { claimStaleConversations } from "../../store/conversation/claim-stale-conversations.ts";
import { claimStaleRuns } from "../../store/research/claim-stale-runs.ts";
import type { Sql } from "../../store/database/sql.ts";
import { advanceEveryMs } from "../../store/research/advance-run.ts";
import { workflowsWoken } from "../../telemetry/outcomes/log-events.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { TemporalWatch } from "../temporal/temporal-watch.ts";
import type { Waker } from "../wake.ts";

/** Dependencies of the sweeper. Times in ms. */
export interface SweepDeps {
  sql: Sql;
  wake: Waker;
  afterMs: number;
  log: Logger;
  watch: Pick<TemporalWatch, "onRecovered" | "isUnreachable">;
}

/** A kind of work that the sweeper looks for. */
interface SweptWork<T> {
  name: string;
  kind: "conversation" | "research" | "agent";
  /** Claims work that was not read for `afterMs`. */
  afterMs: number;
  claim(afterMs: number): Promise<T[]>;
  wake(work: T): Promise<void>;
}

/** Maximum number of claims in one run; each claims some hundreds. */
const maxClaims = 100;

/** Wakes the workflows of open work that was not read for a while: their wake-ups may have been lost. */
export function sweep(deps: SweepDeps): PeriodicTask[] {
  const { sql, wake, afterMs } = deps;
  return [
    sweepTask(deps, {
      name: "sweepConversations",
      kind: "conversation",
      afterMs,
      claim: (ms) => claimStaleConversations(sql, ms),
      wake: wake.conversation,
    }),
    sweepTask(deps, {
      name: "sweepResearch",
      kind: "research",
      // A research run reads its record only once in this time.
      afterMs: afterMs + advanceEveryMs,
      claim: (ms) => claimStaleRuns(sql, ms),
      wake: wake.research,
    }),
    sweepTask(deps, {
      name: "sweepCommands",
      kind: "agent",
      afterMs,
      claim: (ms) => claimStaleCommands(sql, ms),
      wake: wake.commands,
    }),
  ];
}

/**
 * The first run, and the one after an outage of Temporal, wake all work that was not read since the start or since the
 * outage began. While Temporal is unreachable a run claims nothing, since claimed work is not claimed again for a while.
 */
function sweepTask<T>({ log, watch, ...deps }: SweepDeps, work: SweptWork<T>): PeriodicTask {
  const wakeUp = new WakeUp();
  /** Wake-ups before this moment of `performance.now()` may have been lost. */
  let lostBefore: number | null = performance.now();
  watch.onRecovered((sinceFailureMs) => {
    lostBefore = performance.now() - sinceFailureMs;
    wakeUp.wake();
  });
  const run = async () => {
    if (watch.isUnreachable) return;
    const since = lostBefore;
    lostBefore = null;
    await sweepOnce(log, work, () => since === null ? work.afterMs : performance.now() - since);
  };
  return { name: work.name, intervalMs: Math.max(500, deps.afterMs / 3), wakeUp, run };
}

async function sweepOnce<T>(
  log: Logger,
  { kind, claim, wake }: SweptWork<T>,
  afterMs: () => number,
) {
  for (let n = 0; n < maxClaims; n++) {
    const found = await claim(afterMs());
    workflowsWoken(log, kind, found.length);
    if (found.length === 0) return;
    const woken = await Promise.allSettled(found.map(wake));
    const failed = woken.find((r) => r.status === "rejected");
    if (failed) throw failed.reason;
  }
}
