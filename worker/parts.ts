import { SearchAttributes } from "../protocol/temporal/search-attributes.ts";
import { AgentLabels } from "../store/agent/agent-labels.ts";
import { stillClaimed } from "../store/call/claimed-call.ts";
import type { OnEvents } from "../store/database/committed-events.ts";
import { connectShort } from "../store/database/connect.ts";
import type { Sql } from "../store/database/sql.ts";
import { writeLog } from "../store/log/write-log.ts";
import { OutcomeReporter } from "../store/outcomes/outcome-reporter.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { outcomeSink } from "../telemetry/outcomes/report-outcomes.ts";
import type { ReadText } from "../protocol/config/secret-files.ts";
import { SchemaChecks } from "../validation/schema-checks.ts";
import type { SharedDeps } from "./activities/deps.ts";
import { createActivities } from "./activities/mod.ts";
import { ClaimedCalls } from "./claimed-calls.ts";
import type { WorkerConfig } from "./config.ts";
import { createFailpoint } from "./failpoints.ts";
import { Feeder } from "./feed/feeder.ts";
import { DraftWriters } from "./model/drafts/draft-writers.ts";
import { WritePipeline } from "./model/drafts/write-pipeline.ts";
import { watchSemaphores } from "./model/provider/watch-semaphores.ts";
import { FileDownloader } from "./tasks/download-files.ts";
import { WaitingTurns } from "./tasks/wake-waiting-turns.ts";
import { type DeploymentVersion, versionOf } from "./temporal/deployment.ts";
import { createSuperseded } from "./temporal/superseded.ts";
import { TemporalClient } from "./temporal/temporal-client.ts";
import { TemporalWatch } from "./temporal/temporal-watch.ts";
import { parseServers } from "./tools/servers-file.ts";
import { ProviderAccounts } from "./tenants/provider-accounts.ts";
import { TenantServers } from "./tenants/tenant-servers.ts";
import type { Tracing } from "./telemetry/tracing.ts";
import { WebhookSender } from "./webhooks/webhook-sender.ts";
import { createWaker, runsIn, type Waker } from "./wake.ts";

/** The parts of a worker that exist before it polls. */
export interface WorkerParts {
  sql: Sql;
  /** Reports the remaining outcomes. */
  flush(): Promise<void>;
  servers: TenantServers;
  accounts: ProviderAccounts;
  client: TemporalClient;
  watch: TemporalWatch;
  wake: Waker;
  waitingTurns: WaitingTurns;
  files: FileDownloader;
  feeder: Feeder;
  /** Null: there is no WEBHOOK_KEY, and no webhook can be made. */
  webhooks: WebhookSender | null;
  claimedCalls: ClaimedCalls;
  /** Undefined: the workers of the queue have no versions. */
  version: DeploymentVersion | undefined;
  activityDeps: SharedDeps;
  activities: ReturnType<typeof createActivities>;
}

/** Creates the parts of a worker; `read` reads a text file. Opens no connection yet. */
export async function createParts(
  config: WorkerConfig,
  log: Logger,
  { exportSpan }: Tracing,
  read: ReadText,
): Promise<WorkerParts> {
  const draftWriters = new DraftWriters();
  const { sql, flush } = connect(config, () => draftWriters.connectionLost(), log);
  const servers = toolServers(config, log, read);
  const claimedCalls = new ClaimedCalls((calls) => stillClaimed(sql, calls));
  const accounts = providerAccounts(config, log);
  const { provider } = config.mistral;
  const client = new TemporalClient(config);
  const clientNow = () => client.current;
  const wake = waker(config, sql, clientNow, log);
  const { tenantDefaults, sweepAfterMs } = config.engine;
  const waitingTurns = new WaitingTurns({
    ...{ sql, wake, defaultLimit: tenantDefaults.turnsInFlight },
    idleMs: Math.max(500, sweepAfterMs / 3),
  });
  const version = await versionOf(config.deployment, config.workflowBundle);
  const files = new FileDownloader({ sql, accounts, provider, log });
  const activityDeps: SharedDeps = {
    ...{
      sql,
      provider,
      draftWriters,
      claimedCalls,
      wake,
      waitingTurns,
      files,
      log,
    },
    engine: config.engine,
    sampleMarketData: config.marketData === "sample",
    resourcesOf: (tenant) => ({ ...accounts.of(tenant), ...servers.of(tenant) }),
    pipeline: new WritePipeline((batch) => writeLog(sql, batch)),
    failpoint: createFailpoint(config.failpoints, config.failpointPauseUrl),
    checks: new SchemaChecks((error) => log.error("validation.thread_failed", errorFields(error))),
    runs: runsIn(clientNow),
    superseded: createSuperseded(clientNow, version, log),
    spans: { exportSpan, content: config.telemetry.tracing.content },
  };
  const watch = new TemporalWatch(() => client.probe(), log);
  const feeder = new Feeder(sql);
  const webhooks = webhookSender(config, { sql, log, feeder });
  const tasks = { watch, waitingTurns, files, feeder, webhooks, claimedCalls };
  const shared = { sql, servers, accounts, client, wake, ...tasks };
  return { ...shared, flush, version, activityDeps, activities: createActivities(activityDeps) };
}

/** A connection pool whose committed outcomes are reported to log and metrics. */
function connect(config: WorkerConfig, onClose: () => void, log: Logger) {
  const outcomes = new OutcomeReporter(outcomeSink(log));
  const onEvents: OnEvents = (events, tenant) => outcomes.take(events, tenant);
  const sql = connectShort(config, { name: "tramontane-worker", onClose, onEvents });
  outcomes.start(sql);
  return { sql, flush: () => outcomes.flush() };
}

function webhookSender(
  { webhooks: { key, allowsLoopback } }: WorkerConfig,
  { sql, log, feeder }: { sql: Sql; log: Logger; feeder: Feeder },
): WebhookSender | null {
  return key === null
    ? null
    : new WebhookSender({ sql, log, key, rules: { allowsLoopback } }, feeder);
}

function providerAccounts({ mistral: address, tenants, engine }: WorkerConfig, log: Logger) {
  const accounts = new ProviderAccounts(tenants, {
    address,
    concurrency: engine.modelConcurrency,
    log,
  });
  watchSemaphores(accounts.all.map(({ semaphores }) => semaphores));
  return accounts;
}

function toolServers({ serversFile, tenants, engine }: WorkerConfig, log: Logger, read: ReadText) {
  return new TenantServers(parseServers(read(serversFile), process.env, read), tenants, {
    idleMs: engine.toolIdleMs,
    answerMs: Math.max(15_000, engine.toolTimeoutMs + 5_000),
    log,
  });
}

function waker(
  { temporal, times }: WorkerConfig,
  sql: Sql,
  clientNow: () => TemporalClient["current"],
  log: Logger,
): Waker {
  const labels = new AgentLabels(sql);
  return createWaker(clientNow, {
    taskQueue: temporal.taskQueue,
    times,
    attributes: new SearchAttributes((error) =>
      log.warn("temporal.search_attributes_rejected", errorFields(error))
    ),
    labelOf: (conversation) => labels.of(conversation).catch(() => null),
  });
}
