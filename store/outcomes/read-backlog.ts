import type { Sql } from "../database/sql.ts";
import { type WebhookBacklog, webhookBacklog } from "../webhook/backlog.ts";

/** Numbers of open work in the whole deployment. */
export interface Backlog {
  turns: { tenant: string; status: string; count: number }[];
  /** Age of the oldest turn that comes next in its conversation and has not begun, ms; 0 without one. */
  oldestTurnMs: number;
  approvals: { tenant: string; count: number }[];
  research: { tenant: string; count: number }[];
  /** Transactions whose items wait for the feeds, and how long the first has waited, ms. */
  feed: { count: number; oldestMs: number };
  /** Items of the feeds that each consumer has not handled. */
  consumers: { consumer: string; behind: number }[];
  webhooks: WebhookBacklog;
  /** Schedules that Temporal does not have, the latest nominal time that was not checked, ms, and missed firings of an hour. */
  schedules: { unarmed: number; lateMs: number; missed: number };
}

/** More waiting transactions are not counted. */
const maxCounted = 10_000;

/** Reads the backlog over the indexes of open rows. */
export async function readBacklog(sql: Sql): Promise<Backlog> {
  const [open, [oldest], [feed], consumers, webhooks, [schedules]] = await Promise.all([
    sql<
      { work: string; tenant: string; status: string; count: number }[]
    >`select * from open_work()`,
    sql<{ ms: number }[]>`select oldest_turn_ms() as ms`,
    sql<Backlog["feed"][]>`select count, oldest_ms from feed_backlog(${maxCounted})`,
    sql<Backlog["consumers"]>`select consumer, behind from feed_consumers_behind()`,
    webhookBacklog(sql),
    sql<Backlog["schedules"][]>`select unarmed, late_ms, missed from schedule_backlog(now())`,
  ]);
  const of = (kind: string) =>
    open.filter(({ work }) => work === kind).map(({ work: _, ...counted }) => counted);
  return {
    turns: of("turn"),
    oldestTurnMs: oldest?.ms ?? 0,
    approvals: of("approval"),
    research: of("research"),
    webhooks,
    feed: feed ?? { count: 0, oldestMs: 0 },
    consumers: [...consumers],
    schedules: schedules ?? { unarmed: 0, lateMs: 0, missed: 0 },
  };
}
