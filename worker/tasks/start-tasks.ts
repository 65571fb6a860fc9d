import { retry } from "../../protocol/async/retry.ts";
import { type PeriodicTask, runEvery } from "../../protocol/async/run-every.ts";
import type { Sql } from "../../store/database/sql.ts";
import { removeUnlistedServers } from "../../store/mcp/servers.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { WorkerConfig } from "../config.ts";
import type { createMistral } from "../model/provider/create-mistral.ts";
import type { TemporalWatch } from "../temporal/temporal-watch.ts";
import type { WaitingTurns } from "./wake-waiting-turns.ts";
import type { Waker } from "../wake.ts";
import { deleteRemoteConversations } from "./delete-remote-conversations.ts";
import type { FileDownloader } from "./download-files.ts";
import { eraseConversations } from "./erase-conversations.ts";
import { purgeExpired } from "./purge-expired.ts";
import { purgeKeys } from "./purge-idempotency-keys.ts";
import { purgeRevoked } from "./purge-revocations.ts";
import { reconcileAgents } from "./reconcile-agents.ts";
import { refreshModels } from "./refresh-models.ts";
import { refreshPrompts } from "./refresh-prompts.ts";
import { reportBacklog } from "./report-backlog.ts";
import { taskReporter } from "./report-task.ts";
import { sweep } from "./sweep.ts";
import { refreshTools } from "../tools/refresh-tools.ts";
import type { ToolServers } from "../tools/tool-servers.ts";

/** How often data past its retention is deleted, ms. */
const purgeEveryMs = 60 * 60 * 1_000;
/** Between two attempts to remove servers that the configuration no longer names, ms. */
const retryMs = 2_000;

/** Dependencies of the periodic tasks. */
export interface TaskDeps {
  sql: Sql;
  log: Logger;
  config: WorkerConfig;
  servers: ToolServers;
  mistral: ReturnType<typeof createMistral>;
  files: FileDownloader;
  wake: Waker;
  waitingTurns: WaitingTurns;
  watch: TemporalWatch;
}

/**
 * Starts the periodic tasks of a worker; each promise settles after `signal` aborts. `onListed`: the tools of all
 * servers were listed once.
 */
export function startTasks(
  deps: TaskDeps,
  onListed: () => void,
  signal: AbortSignal,
): Promise<void>[] {
  const { sql, servers, log } = deps;
  const names = servers.entries.map((e) => e.name);
  const remove = retry(() => removeUnlistedServers(sql, names), () => retryMs, { signal });
  const tasks = [...refreshTools(sql, servers, log, onListed), ...tasksOf(deps)];
  const reporter = taskReporter(log);
  return [remove.catch(() => {}), ...tasks.map((task) => runEvery(task, reporter, signal))];
}

function tasksOf(deps: TaskDeps): PeriodicTask[] {
  const { sql, log, config, servers, mistral, files, wake, watch } = deps;
  const { engine, mistral: { provider }, retentionMs } = config;
  const { youngAgentMs: youngMs, reconcileMs: everyMs, abandonedMs } = engine;
  const backlog = reportBacklog(sql);
  return [
    watch.task,
    files.task,
    deps.waitingTurns.task,
    ...sweep({ sql, wake, afterMs: engine.sweepAfterMs, log, watch }),
    refreshModels({ sql, mistral, provider }),
    refreshPrompts({ sql, servers, everyMs: engine.promptsMs }),
    reconcileAgents({ sql, mistral, provider, log, youngMs, everyMs }),
    deleteRemoteConversations({ sql, mistral, provider, afterMs: abandonedMs, log }),
    eraseConversations({ sql, mistral, provider, afterMs: engine.leaseMs + 2_000, log }),
    ...purgeKeys(sql, log),
    purgeRevoked(sql, log),
    purgeExpired({ sql, log, retentionMs, intervalMs: purgeEveryMs }),
    ...(backlog ? [backlog] : []),
  ];
}
