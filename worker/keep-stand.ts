import type { Sql } from "../store/connect.ts";
import { readStand, type Stand } from "../store/read/stand.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { isMeasured, watch } from "../telemetry/metrics.ts";
import { pause } from "./pause.ts";

/** How often the record is counted, ms. */
const everyMs = 5_000;

/** Counts what is under way, for gauges, until the signal aborts; does nothing where nothing is measured. */
export async function keepStand(sql: Sql, log: Logger, signal: AbortSignal): Promise<void> {
  if (!isMeasured()) return;
  const stand: Kept = { now: null, tenants: new Set() };
  watchStand(stand);
  while (!signal.aborted) {
    try {
      keep(stand, await readStand(sql));
    } catch (error) {
      // An old figure would look like a true one.
      stand.now = null;
      log.warn("stand_not_read", errorFields(error));
    }
    await pause(everyMs, signal);
  }
}

/** `tenants`: seen so far, so that what is no more is told as 0. */
interface Kept {
  now: Stand | null;
  tenants: Set<string>;
}

function keep(kept: Kept, now: Stand) {
  kept.now = now;
  const seen = [...now.turns, ...now.approvals, ...now.research];
  for (const { tenant } of seen) kept.tenants.add(tenant);
}

function watchStand(kept: Kept) {
  const each = (rows: (now: Stand) => { tenant: string; count: number }[]) => () => {
    const { now } = kept;
    if (now === null) return [];
    return [...kept.tenants].map((tenant) =>
      [rows(now).find((r) => r.tenant === tenant)?.count ?? 0, { tenant }] as const
    );
  };
  watch("tramontane.approvals.open", each((now) => now.approvals));
  watch("tramontane.research.open", each((now) => now.research));
  watch(
    "tramontane.turns.oldest",
    () => kept.now === null ? [] : [[kept.now.oldestTurnMs / 1_000, {}]],
  );
  watch("tramontane.turns.open", () => openTurns(kept));
}

function openTurns({ now, tenants }: Kept) {
  if (now === null) return [];
  return [...tenants].flatMap((tenant) =>
    ["QUEUED", "RUNNING", "WAITING"].map((status) => {
      const row = now.turns.find((r) => r.tenant === tenant && r.status === status);
      return [row?.count ?? 0, { tenant, status }] as const;
    })
  );
}
