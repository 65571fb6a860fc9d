import type { Sql } from "../../store/database/connect.ts";
import { type Backlog, readBacklog } from "../../store/outcomes/read-backlog.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { isMeasured, watch } from "../../telemetry/metrics.ts";
import { pause } from "../pause.ts";

/** How often the record is counted, ms. */
const everyMs = 5_000;

/** Counts what is under way, for gauges, until the signal aborts; does nothing where nothing is measured. */
export async function reportBacklog(sql: Sql, log: Logger, signal: AbortSignal): Promise<void> {
  if (!isMeasured()) return;
  const backlog: Kept = { now: null, tenants: new Set() };
  watchBacklog(backlog);
  while (!signal.aborted) {
    try {
      keep(backlog, await readBacklog(sql));
    } catch (error) {
      // An old figure would look like a true one.
      backlog.now = null;
      log.warn("worker.report_backlog_failed", errorFields(error));
    }
    await pause(everyMs, signal);
  }
}

/** `tenants`: seen so far, so that what is no more is told as 0. */
interface Kept {
  now: Backlog | null;
  tenants: Set<string>;
}

function keep(kept: Kept, now: Backlog) {
  kept.now = now;
  const seen = [...now.turns, ...now.approvals, ...now.research];
  for (const { tenant } of seen) kept.tenants.add(tenant);
}

function watchBacklog(kept: Kept) {
  const each = (rows: (now: Backlog) => { tenant: string; count: number }[]) => () => {
    const { now } = kept;
    if (now === null) return [];
    return [...kept.tenants].map((tenant) =>
      [rows(now).find((r) => r.tenant === tenant)?.count ?? 0, { tenant }] as const
    );
  };
  watch("tramontane.approvals.open", each((now) => now.approvals));
  watch("tramontane.research.open", each((now) => now.research));
  watch(
    "tramontane.turns.oldest.age",
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
