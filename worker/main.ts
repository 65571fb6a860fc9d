import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Worker } from "@temporalio/worker";
import type { NewEvent } from "../protocol/log/event.ts";
import { withDeadline } from "../protocol/async/deadline.ts";
import { usePricesOf } from "../store/budget/prices.ts";
import { connectShort, type Sql } from "../store/database/connect.ts";
import { stillClaimed } from "../store/call/claimed-call.ts";
import { writeLog } from "../store/log/write-log.ts";
import { OutcomeReporter } from "../store/outcomes/outcome-reporter.ts";
import { outcomeSink } from "../telemetry/outcomes/report-outcomes.ts";
import { createLogger, errorFields, type Logger } from "../telemetry/log.ts";
import { readLogOptions } from "../telemetry/log-options.ts";
import { createActivities } from "./activities/mod.ts";
import { awaitServers, listenForCalls, stopSignal } from "./await-servers.ts";
import { startBackground } from "./tasks/start-tasks.ts";
import { loadWorkerConfig, type WorkerConfig } from "./config.ts";
import { createFailpoint } from "./failpoints.ts";
import { FileDownloader } from "./tasks/download-files.ts";
import { serveHealth } from "./health.ts";
import { ClaimedCalls } from "./claimed-calls.ts";
import { ConversationsApi } from "./model/provider/conversations-api.ts";
import { createMistral } from "./model/provider/create-mistral.ts";
import { ModelSemaphores } from "./model/provider/model-semaphores.ts";
import { DraftWriters } from "./model/drafts/draft-writers.ts";
import { WritePipeline } from "./model/drafts/write-pipeline.ts";
import { SearchAttributes } from "../protocol/temporal/search-attributes.ts";
import { AgentLabels } from "../store/agent/agent-labels.ts";
import { createWaker, runsIn } from "./wake.ts";
import { registerSearchAttributes } from "./temporal/register-attributes.ts";
import { logSkippedTo } from "./model/stream/skipped.ts";
import { watchSemaphores } from "./model/provider/watch-semaphores.ts";
import { openWorker } from "./temporal/create-worker.ts";
import { deploymentOptions, versionOf } from "./temporal/deployment.ts";
import { TemporaryWorkers } from "./temporal/temporary-workers.ts";
import { createSuperseded, warnIfWaiting } from "./temporal/superseded.ts";
import { TemporalClient } from "./temporal/temporal-client.ts";
import { TemporalWatch } from "./temporal/temporal-watch.ts";
import { parseServers } from "./tools/servers-file.ts";
import { ToolPace } from "./tools/tool-pace.ts";
import { ToolServers } from "./tools/tool-servers.ts";
import { SchemaChecks } from "../validation/schema-checks.ts";
import { startTelemetry } from "./telemetry.ts";

/** No activity takes longer, ms. */
const longestTurnMs = 60 * 60_000;

const readText = (path: string) => readFileSync(path, "utf8");

/** Runs the worker until SIGTERM or SIGINT; then what runs may finish within the grace, and all is closed. */
async function run(config: WorkerConfig, log: Logger) {
  const telemetry = await startTelemetry(config.telemetry, log);
  await usePricesOf(config.pricesFile, (path) => readFile(path, "utf8"));
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // each keeper below has one
  const draftWriters = new DraftWriters();
  const onClose = () => draftWriters.connectionLost();
  const { sql, flush } = connectWithOutcomes(config, onClose, log);
  const reached: { worker?: Worker; tools: boolean } = { tools: false };
  const health = await serveHealth(config.port, async () => ({
    ...await readiness(sql, reached.worker),
    tools: reached.tools,
  }), config.host);
  const servers = new ToolServers(
    parseServers(readText(config.serversFile), process.env, readText),
    {
      idleMs: config.engine.toolIdleMs,
      answerMs: Math.max(15_000, config.engine.toolTimeoutMs + 5_000),
      log,
    },
  );
  const claimedCalls = new ClaimedCalls((calls) => stillClaimed(sql, calls), log);
  logSkippedTo(log);
  const mistral = createMistral(config.mistral);
  const { provider } = config.mistral;
  const client = new TemporalClient(config);
  const clientNow = () => client.current;
  const watch = new TemporalWatch(() => client.probe(), log);
  const labels = new AgentLabels(sql);
  const wake = createWaker(clientNow, {
    taskQueue: config.temporal.taskQueue,
    times: config.times,
    attributes: new SearchAttributes((error) =>
      log.warn("temporal.search_attributes_rejected", errorFields(error))
    ),
    labelOf: (id) => labels.of(id).catch(() => null),
  });
  const version = await versionOf(config.deployment, config.workflowBundle);
  const files = new FileDownloader({ sql, mistral, provider, log });
  const semaphores = new ModelSemaphores(config.engine.modelConcurrency);
  watchSemaphores(semaphores);
  const activities = createActivities({
    sql,
    mistral,
    conversations: new ConversationsApi(config.mistral),
    provider,
    engine: config.engine,
    pipeline: new WritePipeline((batch) => writeLog(sql, batch)),
    draftWriters,
    semaphores,
    failpoint: createFailpoint(config.failpoints, config.failpointPauseUrl),
    claimedCalls,
    servers,
    toolPace: new ToolPace(),
    checks: new SchemaChecks((error) => log.error("validation.thread_failed", errorFields(error))),
    wake,
    runs: runsIn(clientNow),
    superseded: createSuperseded(clientNow, version, log),
    files,
    log,
    spans: { exportSpan: telemetry.tracing.exportSpan, content: config.telemetry.tracing.content },
  });
  const open = (graceMs: number) =>
    openWorker(config, graceMs, { activities, ...deploymentOptions(version) }, telemetry.tracing);
  const stopped = stopSignal();
  await awaitServers(config.databaseUrl, watch, log, stopped);
  if (stopped.aborted) return log.info("worker.process_stopped");
  const { worker, connection } = await open(config.engine.graceMs);
  // From here on the SDK shuts the worker down at a signal.
  if (stopped.aborted) return log.info("worker.process_stopped");
  const temporaryWorkers = new TemporaryWorkers(() => open(longestTurnMs), log);
  watch.onBack((_, awayMs) => temporaryWorkers.start(awayMs));
  reached.worker = worker;
  log.info("worker.process_started", {
    taskQueue: config.temporal.taskQueue,
    health: health.address(),
    prebuilt: config.workflowBundle !== undefined,
    ...version,
  });
  void registerSearchAttributes(clientNow(), config.temporal.namespace, log);
  void warnIfWaiting(client.current, version, log);
  const listening = await listenForCalls(config.databaseUrl, claimedCalls, log);
  const onListed = () => reached.tools = true;
  const deps = { sql, log, config, servers, mistral, files, wake, watch, onListed };
  const background = startBackground(deps, stopping.signal);
  await worker.run();
  stopping.abort();
  // Activities of a temporaryWorkers worker may end within the same grace; the next worker finds the others.
  await withDeadline(config.engine.graceMs, temporaryWorkers.end()).catch(() =>
    log.warn("worker.temporary_worker_timeout")
  );
  await Promise.allSettled(background);
  claimedCalls.close();
  health.close();
  await Promise.allSettled([
    servers.close(),
    connection.close(),
    client.close(),
  ]);
  await flush();
  await Promise.all([sql.end({ timeout: 5 }), listening.close()]);
  log.info("worker.process_stopped");
  await telemetry.close();
}

/** A pool whose committed facts are told to log and metrics; `flush` tells what waits. */
function connectWithOutcomes(config: WorkerConfig, onClose: () => void, log: Logger) {
  const happened = new OutcomeReporter(outcomeSink(log));
  const onEvents = (facts: readonly NewEvent[]) => happened.take(facts);
  const sql = connectShort(config, { name: "tramontane-worker", onClose, onEvents });
  happened.start(sql);
  return { sql, flush: () => happened.flush() };
}

/** Temporal counts only once the worker polls, which it does after the migrations. */
async function readiness(sql: Sql, worker: Worker | undefined) {
  const database = await sql`select 1`.then(() => true, () => false);
  return { database, temporal: worker?.getState() === "RUNNING" };
}

const log = createLogger("worker", readLogOptions(process.env, process.stdout.isTTY === true));
try {
  await run(loadWorkerConfig(process.env, readText), log);
} catch (error) {
  log.error("worker.process_failed", errorFields(error));
  process.exitCode = 1;
}
process.exit();
