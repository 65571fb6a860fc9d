import type { Sql } from "../store/connect.ts";
import { claimForgottenIntents } from "../store/agents/intents.ts";
import { claimForgotten, claimForgottenRuns } from "../store/sweep.ts";
import { forgottenRung } from "../telemetry/events.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
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
  forgottenRung(log, "conversation", forgotten.length);
  await Promise.all(forgotten.map((c) => ring.conversation(c)));
  const runs = await claimForgottenRuns(sql, afterMs);
  forgottenRung(log, "research", runs.length);
  await Promise.all(runs.map((r) => ring.research(r)));
  const agents = await claimForgottenIntents(sql, afterMs);
  forgottenRung(log, "agent", agents.length);
  await Promise.all(agents.map((agent) => ring.agent(agent)));
}
