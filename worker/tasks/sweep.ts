import { claimStaleAgentCommands } from "../../store/agent/agent-commands.ts";
import type { Sql } from "../../store/database/connect.ts";
import { lookMs } from "../../store/research/advance-run.ts";
import { claimStaleConversations, claimStaleRuns } from "../../store/conversation/sweep.ts";
import { workflowsWoken } from "../../telemetry/outcomes/log-events.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";
import type { Waker } from "../wake.ts";
import type { TemporalWatch } from "../temporal/temporal-watch.ts";

/** What the sweeper works with. Times in ms. */
export interface SweepDeps {
  sql: Sql;
  wake: Waker;
  afterMs: number;
  log: Logger;
  watch: Pick<TemporalWatch, "onBack" | "isAway">;
}

/** Most rounds of one sweep; each takes some hundreds. */
const maxRounds = 100;

/**
 * Wakes open work that was not read for a while, until the signal aborts. At the start, and as soon as Temporal is back
 * after an outage, it wakes all open work that was not read since, as wake-ups may have been lost. While Temporal is
 * unreachable it claims nothing, since claimed work is not claimed again for a while.
 */
export async function sweepPeriodically(deps: SweepDeps, signal: AbortSignal): Promise<void> {
  const { afterMs, watch } = deps;
  let back = new AbortController();
  /** Wake-ups before then may have been lost; a moment of `performance.now()`. */
  let lostBefore: number | null = performance.now();
  watch.onBack((agoMs) => {
    lostBefore = performance.now() - agoMs;
    back.abort();
  });
  while (!signal.aborted) {
    back = new AbortController();
    if (!watch.isAway) {
      const since = lostBefore;
      lostBefore = null;
      await sweepAll(deps, since);
    }
    await pause(Math.max(500, afterMs / 3), AbortSignal.any([signal, back.signal]));
  }
}

/** One sweep. A kind that fails does not prevent the others. */
async function sweepAll({ sql, wake, afterMs, log }: SweepDeps, lostBefore: number | null) {
  const ago = (usual: number) => lostBefore === null ? usual : performance.now() - lostBefore;
  await sweep(
    log,
    "conversation",
    () => claimStaleConversations(sql, ago(afterMs)),
    wake.conversation,
  );
  // A run sleeps between its looks.
  const runs = () => claimStaleRuns(sql, ago(afterMs + lookMs));
  await sweep(log, "research", runs, wake.research);
  await sweep(log, "agent", () => claimStaleAgentCommands(sql, ago(afterMs)), wake.agent);
}

async function sweep<T>(
  log: Logger,
  kind: "conversation" | "research" | "agent",
  claim: () => Promise<T[]>,
  wake: (one: T) => Promise<void>,
): Promise<void> {
  try {
    for (let round = 0; round < maxRounds; round++) {
      const found = await claim();
      workflowsWoken(log, kind, found.length);
      if (found.length === 0) return;
      const failed = (await Promise.allSettled(found.map(wake))).find((r) =>
        r.status === "rejected"
      );
      if (failed) throw failed.reason;
    }
  } catch (error) {
    log.warn("worker.sweep_failed", { kind, ...errorFields(error) });
  }
}
