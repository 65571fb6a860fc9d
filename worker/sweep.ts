import type { Sql } from "../store/connect.ts";
import { claimForgottenIntents } from "../store/agents/intents.ts";
import { claimForgotten, claimForgottenRuns } from "../store/sweep.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { count } from "../telemetry/metrics.ts";
import { pause } from "./pause.ts";
import type { Ring } from "./ring.ts";

/** What the sweeper works with. Times in ms. */
export interface SweepDeps {
  sql: Sql;
  ring: Ring;
  afterMs: number;
  log: Logger;
}

/** Rings whatever is under way and nobody has looked at for a while, until the signal aborts. */
export async function keepSweeping(deps: SweepDeps, signal: AbortSignal): Promise<void> {
  const { afterMs, log } = deps;
  while (!signal.aborted) {
    try {
      await sweep(deps);
    } catch (error) {
      log.warn("sweep_failed", errorFields(error));
    }
    await pause(Math.max(500, afterMs / 3), signal);
  }
}

async function sweep({ sql, ring, afterMs, log }: SweepDeps) {
  const forgotten = await claimForgotten(sql, afterMs);
  if (forgotten.length > 0) log.info("forgotten_conversations_rung", { count: forgotten.length });
  count("tramontane.sweeper.rings", { kind: "conversation" }, forgotten.length);
  await Promise.all(forgotten.map((c) => ring.conversation(c)));
  const runs = await claimForgottenRuns(sql, afterMs);
  if (runs.length > 0) log.info("forgotten_research_runs_rung", { count: runs.length });
  count("tramontane.sweeper.rings", { kind: "research" }, runs.length);
  await Promise.all(runs.map((r) => ring.research(r)));
  const agents = await claimForgottenIntents(sql, afterMs);
  if (agents.length > 0) log.info("forgotten_agents_rung", { count: agents.length });
  count("tramontane.sweeper.rings", { kind: "agent" }, agents.length);
  await Promise.all(agents.map((agent) => ring.agent(agent)));
}
