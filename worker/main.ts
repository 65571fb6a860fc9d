import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Worker } from "@temporalio/worker";
import type { NewFact } from "../protocol/event.ts";
import { within } from "../protocol/within.ts";
import { usePricesOf } from "../store/prices.ts";
import { connectShort, type Sql } from "../store/connect.ts";
import { stillHeld } from "../store/engine/held-call.ts";
import { writeLog } from "../store/log/write-log.ts";
import { HappenedFollower } from "../store/happened/follow.ts";
import { tellingTo } from "../telemetry/happened.ts";
import { createLogger, errorFields, type Logger } from "../telemetry/log.ts";
import { readLogOptions } from "../telemetry/log-options.ts";
import { createActivities } from "./activities/mod.ts";
import { awaitServers, listenForCalls, stopSignal } from "./await-servers.ts";
import { startBackground } from "./background.ts";
import { loadWorkerConfig, type WorkerConfig } from "./config.ts";
import { crashAt } from "./crash-points.ts";
import { FileFetcher } from "./fetch-files.ts";
import { serveHealth } from "./health.ts";
import { HeldCalls } from "./held-calls.ts";
import { Conversations } from "./model/conversations.ts";
import { createMistral } from "./model/mistral.ts";
import { ModelGates } from "./model/model-gates.ts";
import { OpenRelays } from "./model/open-relays.ts";
import { WritePipeline } from "./model/write-pipeline.ts";
import { SearchAttributes } from "../protocol/search-attributes.ts";
import { AgentLabels } from "../store/read/agent-labels.ts";
import { ringThrough, runsIn } from "./ring.ts";
import { registerSearchAttributes } from "./temporal/register-attributes.ts";
import { logSkippedTo } from "./model/stream/skipped.ts";
import { watchGates } from "./model/watch-gates.ts";
import { openWorker } from "./temporal/create-worker.ts";
import { deploymentOptions, versionOf } from "./temporal/deployment.ts";
import { Relief } from "./temporal/relief.ts";
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
  const relays = new OpenRelays();
  const onClose = () => relays.connectionLost();
  const { sql, flush } = connectTelling(config, onClose, log);
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
  const heldCalls = new HeldCalls((calls) => stillHeld(sql, calls), log);
  logSkippedTo(log);
  const mistral = createMistral(config.mistral);
  const { provider } = config.mistral;
  const client = new TemporalClient(config);
  const clientNow = () => client.current;
  const watch = new TemporalWatch(() => client.probe(), log);
  const labels = new AgentLabels(sql);
  const ring = ringThrough(clientNow, {
    taskQueue: config.temporal.taskQueue,
    times: config.times,
    attributes: new SearchAttributes((error) =>
      log.warn("temporal.search_attributes_rejected", errorFields(error))
    ),
    labelOf: (id) => labels.of(id).catch(() => null),
  });
  const version = await versionOf(config.deployment, config.workflowBundle);
  const files = new FileFetcher({ sql, mistral, provider, log });
  const gates = new ModelGates(config.engine.modelConcurrency);
  watchGates(gates);
  const activities = createActivities({
    sql,
    mistral,
    conversations: new Conversations(config.mistral),
    provider,
    engine: config.engine,
    pipeline: new WritePipeline((batch) => writeLog(sql, batch)),
    relays,
    gates,
    reach: crashAt(config.crashPoints, config.crashGate),
    heldCalls,
    servers,
    toolPace: new ToolPace(),
    checks: new SchemaChecks((error) =>
      log.error("schema_check.thread_failed", errorFields(error))
    ),
    ring,
    runs: runsIn(clientNow),
    superseded: createSuperseded(clientNow, version, log),
    files,
    log,
    spans: { tell: telemetry.tracing.tell, content: config.telemetry.tracing.content },
  });
  const open = (graceMs: number) =>
    openWorker(config, graceMs, { activities, ...deploymentOptions(version) }, telemetry.tracing);
  const stopped = stopSignal();
  await awaitServers(config.databaseUrl, watch, log, stopped);
  if (stopped.aborted) return log.info("worker_stopped");
  const { worker, connection } = await open(config.engine.graceMs);
  // From here on the SDK shuts the worker down at a signal.
  if (stopped.aborted) return log.info("worker_stopped");
  const relief = new Relief(() => open(longestTurnMs), log);
  watch.onBack((_, awayMs) => relief.start(awayMs));
  reached.worker = worker;
  log.info("worker_started", {
    taskQueue: config.temporal.taskQueue,
    health: health.address(),
    prebuilt: config.workflowBundle !== undefined,
    ...version,
  });
  void registerSearchAttributes(clientNow(), config.temporal.namespace, log);
  void warnIfWaiting(client.current, version, log);
  const listening = await listenForCalls(config.databaseUrl, heldCalls, log);
  const onListed = () => reached.tools = true;
  const deps = { sql, log, config, servers, mistral, files, ring, watch, onListed };
  const background = startBackground(deps, stopping.signal);
  await worker.run();
  stopping.abort();
  // Activities of a relief worker may end within the same grace; the next worker finds the others.
  await within(config.engine.graceMs, relief.end()).catch(() => log.warn("worker.relief_cut"));
  await Promise.allSettled(background);
  heldCalls.close();
  health.close();
  await Promise.allSettled([
    servers.close(),
    connection.close(),
    client.close(),
  ]);
  await flush();
  await Promise.all([sql.end({ timeout: 5 }), listening.close()]);
  log.info("worker_stopped");
  await telemetry.close();
}

/** A pool whose committed facts are told to log and metrics; `flush` tells what waits. */
function connectTelling(config: WorkerConfig, onClose: () => void, log: Logger) {
  const happened = new HappenedFollower(tellingTo(log));
  const onFacts = (facts: readonly NewFact[]) => happened.take(facts);
  const sql = connectShort(config, { name: "tramontane-worker", onClose, onFacts });
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
  log.error("worker_failed", errorFields(error));
  process.exitCode = 1;
}
process.exit();
