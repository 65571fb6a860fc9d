import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import type { Sql } from "../../store/database/sql.ts";
import { type Backlog, readBacklog } from "../../store/outcomes/read-backlog.ts";
import { isMeasured, watch } from "../../telemetry/metrics.ts";

/** The newest numbers, null when they could not be read, and the tenants seen so far: those without work report 0. */
interface Reported {
  now: Backlog | null;
  tenants: Set<string>;
}

/** Reports the work that waits, of the whole deployment, as gauges. Null when nothing is measured. */
export function reportBacklog(sql: Sql): PeriodicTask | null {
  if (!isMeasured()) return null;
  const reported: Reported = { now: null, tenants: new Set() };
  watchBacklog(reported);
  const run = async () => {
    // While the store cannot be read the gauges have no value: an old one would look like a current one.
    reported.now = await readBacklog(sql).catch((error) => {
      reported.now = null;
      throw error;
    });
    const { turns, approvals, research } = reported.now;
    for (const { tenant } of [...turns, ...approvals, ...research]) reported.tenants.add(tenant);
  };
  return { name: "reportBacklog", intervalMs: 5_000, run };
}

function watchBacklog(reported: Reported) {
  const each = (rows: (now: Backlog) => { tenant: string; count: number }[]) => () => {
    const { now } = reported;
    if (now === null) return [];
    return [...reported.tenants].map((tenant) =>
      [rows(now).find((r) => r.tenant === tenant)?.count ?? 0, { tenant }] as const
    );
  };
  watch("tramontane.approvals.open", each((now) => now.approvals));
  watch("tramontane.research.open", each((now) => now.research));
  watch(
    "tramontane.turns.oldest.age",
    () => reported.now === null ? [] : [[reported.now.oldestTurnMs / 1_000, {}]],
  );
  const ofFeed = (value: (feed: Backlog["feed"]) => number) => () =>
    reported.now === null ? [] : [[value(reported.now.feed), {}] as const];
  watch("tramontane.feed.waiting", ofFeed(({ count }) => count));
  watch("tramontane.feed.oldest.age", ofFeed(({ oldestMs }) => oldestMs / 1_000));
  watch(
    "tramontane.feed.consumer.behind",
    () => (reported.now?.consumers ?? []).map(({ consumer, behind }) => [behind, { consumer }]),
  );
  const ofWebhooks = (value: (webhooks: Backlog["webhooks"]) => number) => () =>
    reported.now === null ? [] : [[value(reported.now.webhooks), {}] as const];
  watch("tramontane.webhook.deliveries.waiting", ofWebhooks(({ waiting }) => waiting));
  watch("tramontane.webhook.lag", ofWebhooks(({ lateMs }) => lateMs / 1_000));
  watch("tramontane.webhook.paused", ofWebhooks(({ paused }) => paused));
  const ofSchedules = (value: (schedules: Backlog["schedules"]) => number) => () =>
    reported.now === null ? [] : [[value(reported.now.schedules), {}] as const];
  watch("tramontane.schedules.unarmed", ofSchedules(({ unarmed }) => unarmed));
  watch("tramontane.schedules.late", ofSchedules(({ lateMs }) => lateMs / 1_000));
  watch("tramontane.schedules.missed", ofSchedules(({ missed }) => missed));
  watch("tramontane.turns.open", () => openTurns(reported));
}

function openTurns({ now, tenants }: Reported) {
  if (now === null) return [];
  return [...tenants].flatMap((tenant) =>
    ["QUEUED", "RUNNING", "WAITING"].map((status) => {
      const row = now.turns.find((r) => r.tenant === tenant && r.status === status);
      return [row?.count ?? 0, { tenant, status }] as const;
    })
  );
}
