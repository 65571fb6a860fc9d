import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { PeriodicTask, TaskRun } from "../../protocol/async/run-every.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import type { Failure } from "../../protocol/status.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import type { Sql } from "../../store/database/sql.ts";
import { saveListing, saveListingFailure } from "../../store/mcp/servers.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { classifyFault } from "./classify-fault.ts";
import { listServer } from "./list-server.ts";
import type { ServerEntry } from "./servers-file.ts";
import type { ToolServers } from "./tool-servers.ts";

/** Times of the listing, ms. A random tenth is added or subtracted, so that workers do not ask at the same time. */
const times = {
  /** Between two listings of a server that answers. */
  answering: 60_000,
  /** After a failed listing, however many failed before: a server's tools are available within 3 s of its return. */
  failed: 2_000,
  /** Minimum between two listings, however often a server announces that its lists changed. */
  minInterval: 1_000,
  /** Time limit of one listing. */
  deadline: 10_000,
};

/** How long until a server is listed again, ms. `chance`: 0 to 1. */
export function untilNext(answered: boolean, chance: number): number {
  const usual = answered ? times.answering : times.failed;
  return Math.round(usual * (0.9 + 0.2 * chance));
}

/**
 * One task for each server that refreshes its listing in the store: periodically, and as soon as the server announces
 * that its lists changed. `onListed` is called once, after the first attempt at every server: from then on agents can
 * be registered with the tools that are available.
 */
export function refreshTools(
  pool: Sql,
  servers: ToolServers,
  log: Logger,
  onListed: () => void,
): PeriodicTask[] {
  const { entries, owner } = servers;
  const sql = owner === null ? pool : inTenant(pool, owner);
  const wakeUps = new Map(entries.map(({ name }) => [name, new WakeUp()]));
  servers.onListChanged((name) => wakeUps.get(name)?.wake());
  const remaining = new Set(entries);
  if (remaining.size === 0) onListed();
  const onAttempt = (entry: ServerEntry) => {
    if (remaining.delete(entry) && remaining.size === 0) onListed();
  };
  return entries.map((entry) => {
    const wakeUp = wakeUps.get(entry.name);
    const run = listing(sql, servers, entry, log, onAttempt);
    const fields = { server: entry.name, ...ownerField(servers) };
    // A run ends with a wait of `minInterval`.
    const pace = { intervalMs: times.answering, retryMs: times.failed - times.minInterval };
    const task = { name: "refreshTools", fields, ...pace, run };
    return wakeUp ? { ...task, wakeUp } : task;
  });
}

function listing(
  sql: Sql,
  servers: ToolServers,
  entry: ServerEntry,
  log: Logger,
  onAttempt: (entry: ServerEntry) => void,
): TaskRun {
  let failures = 0;
  let listed = false;
  return async (signal) => {
    // A program that was ended because it was idle is not started to be listed again.
    const idle = listed && entry.program !== undefined && !servers.isOpen(entry.name);
    try {
      const answered = idle || await listOne(sql, servers, entry, log, failures);
      failures = answered ? 0 : failures + 1;
      listed ||= answered;
    } finally {
      onAttempt(entry);
      await sleep(times.minInterval, signal);
    }
    return untilNext(failures === 0, Math.random()) - times.minInterval;
  };
}

/** Names the tenant in log events of its own servers. */
const ownerField = ({ owner }: ToolServers): Record<string, string> =>
  owner === null ? {} : { tenant: owner };

/** Saves a server's listing, or its failure; true when it answered. `failures`: failed listings in a row before. */
export async function listOne(
  sql: Sql,
  servers: ToolServers,
  entry: ServerEntry,
  log: Logger,
  failures = 0,
): Promise<boolean> {
  const { name, url, policy, separateApprover } = entry;
  const fields = { server: name, ...ownerField(servers) };
  try {
    const listing = await servers.use(name, (client) => {
      const limits = { timeout: times.deadline, signal: deadlineSignal(times.deadline) };
      return listServer(client, entry, limits);
    }, { keepsOpen: false });
    if (listing.problems.length > 0) {
      const first = listing.problems[0]?.message;
      log.debug("mcp.listing_incomplete", { ...fields, problems: listing.problems.length, first });
    }
    await saveListing(sql, { name, url, policy, separateApprover, ...listing }, servers.owner);
    if (failures > 0) log.info("mcp.listing_recovered", { ...fields, failures });
    return true;
  } catch (error) {
    const level = failures === 0 ? "warn" : "debug";
    log[level]("mcp.listing_failed", { ...fields, ...errorFields(error) });
    const failure = listingFailure(error);
    await saveListingFailure(sql, { name, url, separateApprover, failure }, servers.owner);
    return false;
  }
}

/** Why a listing failed, in words that clients may read: the cause, without the text of the server. */
export function listingFailure(error: unknown): Failure {
  const { code, cause, meaning } = classifyFault(error);
  const known = meaning === "error" || meaning === "malformed" ? "REFUSED" : code;
  return { code: known, message: `The server ${cause}.` };
}
