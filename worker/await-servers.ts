import { type Listening, listenTo } from "../store/database/listen.ts";
import { checkSchema } from "../store/roles/schema.ts";
import { whenReachable } from "../store/database/when-reachable.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import type { ClaimedCalls } from "./claimed-calls.ts";
import type { TemporalWatch } from "./temporal/temporal-watch.ts";

/** Aborts at the first SIGTERM or SIGINT. */
export function stopSignal(): AbortSignal {
  const stopped = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stopped.abort());
  return stopped.signal;
}

/**
 * Waits until Temporal takes work and the database is up to date, or the signal aborts. Throws if the role or the schema
 * does not fit this release; the error says what to do. If a worker exited instead of waiting, its supervisor would
 * restart it at growing intervals during an outage; `/readyz` reports meanwhile what is missing.
 */
export async function awaitServers(
  databaseUrl: string,
  watch: TemporalWatch,
  log: Logger,
  stopped: AbortSignal,
): Promise<void> {
  const onAway = (error: unknown) => log.warn("database.unreachable", errorFields(error));
  const checked = whenReachable(() => checkSchema(databaseUrl), { onAway, signal: stopped });
  const schema = checked.catch((error) => {
    if (!stopped.aborted) throw error;
  });
  await Promise.all([watch.untilAvailable(stopped), schema]);
}

/** Checks the claimed calls when one is cancelled or taken over. LISTEN needs a connection that bypasses any pooler. */
export function listenForCalls(
  databaseUrl: string,
  calls: Pick<ClaimedCalls, "check">,
  log: Logger,
): Promise<Listening> {
  return listenTo(databaseUrl, "tramontane_calls", {
    onPayload: () => calls.check(),
    onConnected: () => Promise.resolve(calls.check()),
    onLost: (error) => log.warn("worker.calls_listen_failed", errorFields(error)),
  });
}
