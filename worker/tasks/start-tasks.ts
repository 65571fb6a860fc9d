import type { Sql } from "../../store/database/connect.ts";
import type { Logger } from "../../telemetry/log.ts";
import { refreshPrompts } from "./refresh-prompts.ts";
import { reconcilePeriodically } from "./reconcile-agents.ts";
import { refreshModels } from "./refresh-models.ts";
import type { WorkerConfig } from "../config.ts";
import { eraseConversations } from "./erase-conversations.ts";
import type { FileDownloader } from "./download-files.ts";
import { purgeExpired } from "./purge-expired.ts";
import { purgeKeysPeriodically } from "./purge-idempotency-keys.ts";
import { deleteRemoteConversations } from "./delete-remote-conversations.ts";
import { reportBacklog } from "./report-backlog.ts";
import type { createMistral } from "../model/provider/create-mistral.ts";
import type { Waker } from "../wake.ts";
import { sweepPeriodically } from "./sweep.ts";
import type { TemporalWatch } from "../temporal/temporal-watch.ts";
import { refreshTools } from "../tools/refresh-tools.ts";
import type { ToolServers } from "../tools/tool-servers.ts";

/** How often data past its retention is deleted, ms. */
const retentionEveryMs = 60 * 60 * 1_000;

/** Dependencies of the periodic tasks. */
export interface BackgroundDeps {
  sql: Sql;
  log: Logger;
  config: WorkerConfig;
  servers: ToolServers;
  mistral: ReturnType<typeof createMistral>;
  files: FileDownloader;
  wake: Waker;
  watch: TemporalWatch;
  /** Called after each listing of all tools. */
  onListed: () => void;
}

/** Starts the periodic tasks of a worker; each promise settles once its task has ended after `signal` aborts. */
export function startBackground(deps: BackgroundDeps, signal: AbortSignal): Promise<void>[] {
  const { sql, log, config, servers, mistral, files, wake, watch } = deps;
  const { engine, mistral: { provider }, retentionMs: retentionMs } = config;
  return [
    refreshTools(sql, servers, log, signal, deps.onListed),
    refreshModels({ sql, mistral, provider, log }, signal),
    refreshPrompts({ sql, servers, log, everyMs: engine.promptsMs }, signal),
    reconcilePeriodically({
      ...{ sql, mistral, provider, log },
      youngMs: engine.youngAgentMs,
      everyMs: engine.reconcileMs,
    }, signal),
    watch.probePeriodically(signal),
    sweepPeriodically({ sql, wake, afterMs: engine.sweepAfterMs, log, watch }, signal),
    deleteRemoteConversations({ sql, mistral, provider, afterMs: engine.abandonedMs, log }, signal),
    eraseConversations({ sql, mistral, provider, afterMs: engine.leaseMs + 2_000, log }, signal),
    files.downloadFiles(signal),
    reportBacklog(sql, log, signal),
    purgeKeysPeriodically(sql, log, signal),
    purgeExpired({ sql, log, retentionMs, everyMs: retentionEveryMs }, signal),
  ];
}
