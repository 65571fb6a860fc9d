import type { Failure } from "../../protocol/status.ts";
import type { Sql } from "../../store/database/connect.ts";
import { removeUnlistedServers, saveListing, saveListingFailure } from "../../store/mcp/servers.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";
import { classifyFault } from "./classify-fault.ts";
import { listServer } from "./list-server.ts";
import type { ServerEntry } from "./servers-file.ts";
import type { ToolServers } from "./tool-servers.ts";

/** Times of the listing, ms. Ten in a hundred either way is left to chance, so that workers do not ask in step. */
const times = {
  /** A server that answers is asked again after this. */
  answering: 60_000,
  /** One that does not, after this, however often: its tools are there within 3 s of its return. */
  silent: 2_000,
  /** However often a server says that its lists changed, they are not read more often. */
  betweenListings: 1_000,
  /** One listing may take so long. */
  deadline: 10_000,
};

/** How long until a server is asked again, ms. `chance`: 0 to 1. */
export function untilNext(answered: boolean, chance: number): number {
  const base = answered ? times.answering : times.silent;
  return Math.round(base * (0.9 + 0.2 * chance));
}

/**
 * Keeps the listing of every server fresh in the store until the signal aborts: from time to time, and at once when a
 * server says that its lists changed. `onListed` is called once, when each server was asked for the first time: from
 * then on agents can be registered with what there is.
 */
export async function refreshTools(
  sql: Sql,
  servers: ToolServers,
  log: Logger,
  signal: AbortSignal,
  onListed: () => void,
): Promise<void> {
  await removeUnlistedServers(sql, servers.entries.map((e) => e.name));
  const unasked = new Set(servers.entries);
  if (unasked.size === 0) onListed();
  const told = new Told(servers);
  await Promise.all(servers.entries.map(async (entry) => {
    let silences = 0;
    let listed = false;
    while (!signal.aborted) {
      told.heard(entry.name);
      // A program that was ended because nothing called it is not started to be listed again.
      const rests: boolean = listed && entry.program !== undefined && !servers.isOpen(entry.name);
      const answered: boolean = rests ||
        await listOne(sql, servers, entry, log, silences).catch((error) => {
          log.warn("mcp.listing_save_failed", { server: entry.name, ...errorFields(error) });
          return false;
        });
      silences = answered ? 0 : silences + 1;
      listed ||= answered;
      if (unasked.delete(entry) && unasked.size === 0) onListed();
      await pause(times.betweenListings, signal);
      const rest = untilNext(silences === 0, Math.random()) - times.betweenListings;
      await pause(rest, AbortSignal.any([signal, told.next(entry.name)]));
    }
  }));
  told.close();
}

/** What servers say of their lists, so that none of it is lost between two listings. */
class Told {
  #next = new Map<string, AbortController>();
  close: () => void;

  constructor(servers: ToolServers) {
    this.close = servers.onListChanged((name) => this.#of(name).abort());
  }

  /** Aborts when the server has said something since `heard`, or as soon as it does. */
  next(name: string): AbortSignal {
    return this.#of(name).signal;
  }

  /** What was said until now is about to be looked at. */
  heard(name: string) {
    this.#next.delete(name);
  }

  #of(name: string): AbortController {
    const next = this.#next.get(name) ?? new AbortController();
    this.#next.set(name, next);
    return next;
  }
}

/**
 * Asks one server what it offers and keeps it, or that it does not answer; true when it did. `silences`: how often it
 * did not, just before.
 */
export async function listOne(
  sql: Sql,
  servers: ToolServers,
  entry: ServerEntry,
  log: Logger,
  silences = 0,
): Promise<boolean> {
  const { name, url, policy } = entry;
  try {
    const listing = await servers.use(name, (client) => {
      const limits = { timeout: times.deadline, signal: AbortSignal.timeout(times.deadline) };
      return listServer(client, entry, limits);
    }, { keepsOpen: false });
    if (listing.problems.length > 0) {
      const first = listing.problems[0]?.message;
      log.debug("mcp.listing_incomplete", {
        server: name,
        problems: listing.problems.length,
        first,
      });
    }
    await saveListing(sql, { name, url, policy, ...listing });
    if (silences > 0) log.info("mcp.listing_recovered", { server: name, silences });
    return true;
  } catch (error) {
    const level = silences === 0 ? "warn" : "debug";
    log[level]("mcp.listing_failed", { server: name, ...errorFields(error) });
    await saveListingFailure(sql, { name, url, failure: listingFailure(error) });
    return false;
  }
}

/** Why a listing failed, in words that may be shown: the cause, without the server's own text. */
export function listingFailure(error: unknown): Failure {
  const { code, cause, meaning } = classifyFault(error);
  const known = meaning === "error" || meaning === "malformed" ? "REFUSED" : code;
  return { code: known, message: `The server ${cause}.` };
}
