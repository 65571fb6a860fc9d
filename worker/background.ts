import type { Sql } from "../store/connect.ts";
import type { Logger } from "../telemetry/log.ts";
import { keepPrompts } from "./agents/keep-prompts.ts";
import { keepReconciling } from "./agents/keep-reconciling.ts";
import { keepListingModels } from "./agents/list-models.ts";
import type { WorkerConfig } from "./config.ts";
import { keepErasing } from "./erase.ts";
import type { FileFetcher } from "./fetch-files.ts";
import { keepForgetting } from "./forget.ts";
import { keepForgettingKeys } from "./forget-keys.ts";
import { keepForgettingRemotes } from "./forget-remotes.ts";
import { keepStand } from "./keep-stand.ts";
import type { createMistral } from "./model/mistral.ts";
import type { Ring } from "./ring.ts";
import { keepSweeping } from "./sweep.ts";
import type { TemporalWatch } from "./temporal/temporal-watch.ts";
import { keepListing } from "./tools/list-tools.ts";
import type { ToolServers } from "./tools/tool-servers.ts";

/** How often data past its retention is deleted, ms. */
const retentionEveryMs = 60 * 60 * 1_000;

/** Dependencies of the periodic tasks. */
export interface BackgroundDeps {
  sql: Sql;
  log: Logger;
  config: WorkerConfig;
  servers: ToolServers;
  mistral: ReturnType<typeof createMistral>;
  files: FileFetcher;
  ring: Ring;
  watch: TemporalWatch;
  /** Called after each listing of all tools. */
  onListed: () => void;
}

/** Starts the periodic tasks of a worker; each promise settles once its task has ended after `signal` aborts. */
export function startBackground(deps: BackgroundDeps, signal: AbortSignal): Promise<void>[] {
  const { sql, log, config, servers, mistral, files, ring, watch } = deps;
  const { engine, mistral: { provider }, retentionMs: keepMs } = config;
  return [
    keepListing(sql, servers, log, signal, deps.onListed),
    keepListingModels({ sql, mistral, provider, log }, signal),
    keepPrompts({ sql, servers, log, everyMs: engine.promptsMs }, signal),
    keepReconciling({
      ...{ sql, mistral, provider, log },
      youngMs: engine.youngAgentMs,
      everyMs: engine.reconcileMs,
    }, signal),
    watch.keepLooking(signal),
    keepSweeping({ sql, ring, afterMs: engine.sweepAfterMs, log, watch }, signal),
    keepForgettingRemotes({ sql, mistral, provider, afterMs: engine.abandonedMs, log }, signal),
    keepErasing({ sql, mistral, provider, afterMs: engine.leaseMs + 2_000, log }, signal),
    files.keepFetching(signal),
    keepStand(sql, log, signal),
    keepForgettingKeys(sql, log, signal),
    keepForgetting({ sql, log, keepMs, everyMs: retentionEveryMs }, signal),
  ];
}
