import { claimForgottenIntents } from "../store/agents/intents.ts";
import type { Sql } from "../store/connect.ts";
import { lookMs } from "../store/research/advance-run.ts";
import { claimForgotten, claimForgottenRuns } from "../store/sweep.ts";
import { forgottenRung } from "../telemetry/events.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { pause } from "./pause.ts";
import type { Ring } from "./ring.ts";
import type { TemporalWatch } from "./temporal/temporal-watch.ts";

/** What the sweeper works with. Times in ms. */
export interface SweepDeps {
  sql: Sql;
  ring: Ring;
  afterMs: number;
  log: Logger;
  watch: Pick<TemporalWatch, "onBack" | "isAway">;
}

/** Most rounds of one sweep; each takes some hundreds. */
const mostRounds = 100;

/**
 * Wakes open work that was not read for a while, until the signal aborts. At the start, and as soon as Temporal is back
 * after an outage, it wakes all open work that was not read since, as wake-ups may have been lost. While Temporal is
 * unreachable it claims nothing, since claimed work is not claimed again for a while.
 */
export async function keepSweeping(deps: SweepDeps, signal: AbortSignal): Promise<void> {
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
async function sweepAll({ sql, ring, afterMs, log }: SweepDeps, lostBefore: number | null) {
  const ago = (usual: number) => lostBefore === null ? usual : performance.now() - lostBefore;
  await sweep(log, "conversation", () => claimForgotten(sql, ago(afterMs)), ring.conversation);
  // A run sleeps between its looks.
  const runs = () => claimForgottenRuns(sql, ago(afterMs + lookMs));
  await sweep(log, "research", runs, ring.research);
  await sweep(log, "agent", () => claimForgottenIntents(sql, ago(afterMs)), ring.agent);
}

async function sweep<T>(
  log: Logger,
  kind: "conversation" | "research" | "agent",
  claim: () => Promise<T[]>,
  wake: (one: T) => Promise<void>,
): Promise<void> {
  try {
    for (let round = 0; round < mostRounds; round++) {
      const found = await claim();
      forgottenRung(log, kind, found.length);
      if (found.length === 0) return;
      const failed = (await Promise.allSettled(found.map(wake))).find((r) =>
        r.status === "rejected"
      );
      if (failed) throw failed.reason;
    }
  } catch (error) {
    log.warn("sweep_failed", { kind, ...errorFields(error) });
  }
}
