import { retry } from "../../protocol/async/retry.ts";
import { type PeriodicTask, runEvery } from "../../protocol/async/run-every.ts";
import type { Sql } from "../../store/database/sql.ts";
import { recordOverrides } from "../../store/tenant/overrides.ts";
import { searchConsumer } from "../../store/search/index-feed.ts";
import { removeUnlistedServers } from "../../store/mcp/servers.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { WorkerConfig } from "../config.ts";
import type { SharedDeps } from "../activities/deps.ts";
import { consumerTask } from "../feed/consumer-task.ts";
import type { Feeder } from "../feed/feeder.ts";
import type { TemporalClient } from "../temporal/temporal-client.ts";
import type { TemporalWatch } from "../temporal/temporal-watch.ts";
import type { WaitingTurns } from "./wake-waiting-turns.ts";
import type { WebhookSender } from "../webhooks/webhook-sender.ts";
import type { Waker } from "../wake.ts";
import { deleteErasedAgents } from "./delete-erased-agents.ts";
import { deleteRemoteConversations } from "./delete-remote-conversations.ts";
import type { FileDownloader } from "./download-files.ts";
import { eraseConversations } from "./erase-conversations.ts";
import { backfillSearchTexts } from "./backfill-search-texts.ts";
import { purgeExpired } from "./purge-expired.ts";
import { purgeKeys } from "./purge-idempotency-keys.ts";
import { purgeRevoked } from "./purge-revocations.ts";
import { reconcileAgents } from "./reconcile-agents.ts";
import { refreshModels } from "./refresh-models.ts";
import { refreshPrompts } from "./refresh-prompts.ts";
import { reportBacklog } from "./report-backlog.ts";
import { taskReporter } from "./report-task.ts";
import { scheduleTasks } from "../schedules/schedule-tasks.ts";
import { sweep } from "./sweep.ts";
import { refreshTools } from "../tools/refresh-tools.ts";
import { overridesOf } from "../tenants/overrides-of.ts";
import type { ProviderAccounts } from "../tenants/provider-accounts.ts";
import type { TenantServers } from "../tenants/tenant-servers.ts";

/** How often data past its retention is deleted, ms. */
const purgeEveryMs = 60 * 60 * 1_000;
/** Between two attempts to remove servers that the configuration no longer names, ms. */
const retryMs = 2_000;

/** Texts are searchable this long after the feed reports them, ms. */
const searchMs = 500;

/** Dependencies of the periodic tasks. */
export interface TaskDeps {
  sql: Sql;
  log: Logger;
  config: WorkerConfig;
  servers: TenantServers;
  accounts: ProviderAccounts;
  files: FileDownloader;
  feeder: Feeder;
  webhooks: WebhookSender | null;
  wake: Waker;
  waitingTurns: WaitingTurns;
  watch: TemporalWatch;
  client: TemporalClient;
  activityDeps: SharedDeps;
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
  const recorded = retry(() => recordServers(deps), () => retryMs, { signal });
  const tasks = [...refreshTools(sql, servers.usual, log, onListed), ...tasksOf(deps)];
  const run = (task: PeriodicTask) => runEvery(task, taskReporter(log), signal);
  // What belongs to a tenant is saved once it is recorded that the tenant has it.
  const ofTenants = recorded.then(() => Promise.all(tasksOfTenants(deps).map(run)));
  return [ofTenants.then(() => {}, () => {}), ...tasks.map(run)];
}

/** Which servers there are, and which tenants have their own. A worker with another list, which starts later, wins. */
async function recordServers({ sql, servers, config }: TaskDeps) {
  await recordOverrides(sql, overridesOf(config.tenants));
  await removeUnlistedServers(sql, servers.usual.entries.map((e) => e.name));
}

/** The tasks of tenants with a key or servers of their own. */
function tasksOfTenants({ sql, log, config, servers, accounts }: TaskDeps): PeriodicTask[] {
  const { engine: { promptsMs: everyMs }, mistral: { provider }, tenants } = config;
  const withKey = tenants.filter(({ account }) => account !== null);
  return [
    ...servers.own.flatMap((own) => refreshTools(sql, own, log, () => {})),
    ...servers.own.map((own) => refreshPrompts({ sql, servers: own, everyMs })),
    ...withKey.map(({ tenant }) =>
      refreshModels({ sql, ...accounts.of(tenant), provider, tenant })
    ),
  ];
}

function tasksOf(deps: TaskDeps): PeriodicTask[] {
  const { sql, log, config, servers, accounts, files, wake, watch } = deps;
  const { engine, mistral: { provider }, retentionMs } = config;
  const { youngAgentMs: youngMs, reconcileMs: everyMs, abandonedMs } = engine;
  const backlog = reportBacklog(sql);
  return [
    watch.task,
    files.task,
    deps.feeder.task,
    consumerTask(sql, searchConsumer, deps.feeder, searchMs),
    ...(deps.webhooks?.tasks ?? []),
    deps.waitingTurns.task,
    ...scheduleTasks({
      ...{ sql, log, watch, retentionMs, feeder: deps.feeder, activities: deps.activityDeps },
      temporal: {
        client: () => deps.client.current,
        taskQueue: config.temporal.taskQueue,
        times: config.times,
      },
    }),
    ...sweep({ sql, wake, afterMs: engine.sweepAfterMs, log, watch }),
    refreshModels({ sql, ...accounts.usual, provider, tenant: null }),
    refreshPrompts({ sql, servers: servers.usual, everyMs: engine.promptsMs }),
    reconcileAgents({ sql, accounts, provider, log, youngMs, everyMs }),
    deleteRemoteConversations({ sql, accounts, provider, afterMs: abandonedMs, log }),
    eraseConversations({ sql, accounts, provider, afterMs: engine.leaseMs + 2_000, log }),
    deleteErasedAgents({ sql, accounts, provider, log }),
    ...purgeKeys(sql, log),
    purgeRevoked(sql, log),
    backfillSearchTexts(sql),
    purgeExpired({ sql, log, retentionMs, intervalMs: purgeEveryMs }),
    ...(backlog ? [backlog] : []),
  ];
}
