import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Worker } from "@temporalio/worker";
import { withDeadline } from "../protocol/async/deadline.ts";
import { runEvery } from "../protocol/async/run-every.ts";
import { usePricesOf } from "../store/budget/prices.ts";
import type { Sql } from "../store/database/sql.ts";
import { createLogger, errorFields, type Logger } from "../telemetry/log.ts";
import { readLogOptions } from "../telemetry/log-options.ts";
import { awaitServers, listenForCalls, stopSignal } from "./await-servers.ts";
import { loadWorkerConfig, type WorkerConfig } from "./config.ts";
import { serveHealth } from "./health.ts";
import { logSkippedTo } from "./model/stream/skipped.ts";
import { createParts, type WorkerParts } from "./parts.ts";
import { recordConfiguration } from "./record-configuration.ts";
import { taskReporter } from "./tasks/report-task.ts";
import { startTasks } from "./tasks/start-tasks.ts";
import { overridesOf } from "./tenants/overrides-of.ts";
import { startTelemetry, type Telemetry } from "./telemetry/start-telemetry.ts";
import { openWorker } from "./temporal/create-worker.ts";
import { deploymentOptions } from "./temporal/deployment.ts";
import { registerSearchAttributes } from "./temporal/register-attributes.ts";
import { warnIfWaiting } from "./temporal/superseded.ts";
import { TemporaryWorkers } from "./temporal/temporary-workers.ts";

/** Maximum duration of an activity, ms. */
const maxActivityMs = 60 * 60_000;

const readText = (path: string) => readFileSync(path, "utf8");

/** Runs the worker until SIGTERM or SIGINT; open work may then end within the grace period. */
async function run(config: WorkerConfig, log: Logger) {
  const telemetry = await startTelemetry(config.telemetry, log);
  const { pricesFile, mistral: { provider } } = config;
  await usePricesOf({ path: pricesFile, provider }, (path) => readFile(path, "utf8"));
  logSkippedTo(log);
  const parts = await createParts(config, log, telemetry.tracing, readText);
  const ready: Ready = { tools: false };
  const health = await serveHealth(config.port, () => readiness(parts.sql, ready), config.host);
  const stopped = stopSignal();
  await awaitServers(config.databaseUrl, parts.watch, log, stopped);
  if (!stopped.aborted) {
    const names = parts.servers.usual.entries.map((server) => server.name);
    await recordConfiguration(parts.sql, config, names, overridesOf(config.tenants), log);
    const prebuilt = config.workflowBundle !== undefined;
    const started = { health: health.address(), prebuilt };
    await work(config, parts, telemetry, { log, ready, started, stopped });
  }
  log.info("worker.process_stopped");
  await telemetry.close();
  health.close();
}

/** What `/readyz` reports. */
interface Ready {
  worker?: Worker;
  tools: boolean;
}

interface Running {
  log: Logger;
  ready: Ready;
  /** Fields of the line that reports the start. */
  started: Record<string, unknown>;
  stopped: AbortSignal;
}

/** Polls for tasks until the process is asked to stop, then closes the parts. */
async function work(
  config: WorkerConfig,
  parts: WorkerParts,
  { tracing }: Telemetry,
  { log, ready, started, stopped }: Running,
) {
  const { sql, watch, client, claimedCalls, version, activities } = parts;
  const open = (graceMs: number) =>
    openWorker(config, graceMs, { activities, ...deploymentOptions(version) }, tracing);
  const { worker, connection } = await open(config.engine.graceMs);
  // From here on the SDK shuts the worker down at a signal.
  if (stopped.aborted) return;
  const temporaryWorkers = new TemporaryWorkers(() => open(maxActivityMs), log);
  watch.onRecovered((_, outageMs) => temporaryWorkers.start(outageMs));
  ready.worker = worker;
  const { taskQueue, namespace } = config.temporal;
  log.info("worker.process_started", { taskQueue, ...started, ...version });
  void registerSearchAttributes(client.current, namespace, log);
  void warnIfWaiting(client.current, version, log);
  const listening = await Promise.all([
    listenForCalls(config.databaseUrl, claimedCalls, log),
    parts.feeder.listen(config.databaseUrl, log),
  ]);
  const stopping = stopController();
  const tasks = startTasks({ ...parts, config, log }, () => ready.tools = true, stopping.signal);
  const ended = stopController();
  const checks = runEvery(claimedCalls.task, taskReporter(log), ended.signal);
  await worker.run();
  stopping.abort();
  // Activities of temporary workers may end within the same grace; other workers take over the rest.
  await withDeadline(config.engine.graceMs, temporaryWorkers.end()).catch(() =>
    log.warn("worker.temporary_worker_timeout")
  );
  await Promise.allSettled(tasks);
  await parts.webhooks?.close();
  ended.abort();
  await Promise.allSettled([checks, parts.servers.close(), connection.close(), client.close()]);
  await parts.flush();
  await Promise.all([sql.end({ timeout: 5 }), ...listening.map((one) => one.close())]);
}

/** A controller whose signal may have many listeners: one for each task. */
function stopController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Temporal counts as available when the worker polls, which is after the migrations. */
async function readiness(sql: Sql, { worker, tools }: Ready) {
  const database = await sql`select 1`.then(() => true, () => false);
  return { database, temporal: worker?.getState() === "RUNNING", tools };
}

const log = createLogger("worker", readLogOptions(process.env, process.stdout.isTTY === true));
try {
  await run(loadWorkerConfig(process.env, readText), log);
} catch (error) {
  log.error("worker.process_failed", errorFields(error));
  process.exitCode = 1;
}
process.exit();
