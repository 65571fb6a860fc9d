import { resolve } from "node:path";
import { type Env, field, optional, type Values, valuesOf } from "../protocol/config/field.ts";
import { type Kind, path, port, text, webUrl, wholeNumber } from "../protocol/config/kinds.ts";
import { readConfig } from "../protocol/config/read-config.ts";
import type { ReadText } from "../protocol/config/secret-files.ts";
import * as shared from "../protocol/config/shared-fields.ts";
import { databaseTlsFields, withDatabaseTls } from "../protocol/database-tls.ts";
import {
  readTemporalConnection,
  temporalFields,
} from "../protocol/temporal/temporal-connection.ts";
import { timeFields } from "../protocol/temporal/workflow-times.ts";
import { type FailpointRule, parseFailpoints } from "./failpoints.ts";
import { deploymentFields, readDeployment } from "./read-deployment.ts";
import { readTelemetryConfig, telemetryFields } from "./telemetry-config.ts";

const minuteMs = 60_000;

/** Times and limits of the turn engine. */
const engineFields = {
  leaseMs: field("LEASE_MS", wholeNumber(), {
    default: 5_000,
    about:
      "a request is sent within this time after its claim, ms; no other attempt starts before it has passed",
  }),
  heartbeatMs: timeFields.heartbeatMs,
  retryBaseMs: field("RETRY_BASE_MS", wholeNumber(), {
    default: 1_000,
    about: "wait before the second attempt of a call, ms; doubles with each further one, to 30 s",
  }),
  maxAttempts: field("MAX_ATTEMPTS", wholeNumber(), { default: 5, about: "attempts of a call" }),
  idleMs: field("IDLE_MS", wholeNumber(), {
    default: minuteMs,
    about: "an attempt fails when the model sends nothing for this long, ms",
  }),
  toolTimeoutMs: field("TOOL_TIMEOUT_MS", wholeNumber(), {
    default: 30_000,
    about: "a tool has to answer within this time, ms",
  }),
  toolIdleMs: field("TOOL_IDLE_MS", wholeNumber(), {
    default: 5 * minuteMs,
    about: "a session with an MCP server ends after this time without a call, ms",
  }),
  turnMs: field("TURN_DEADLINE_MS", wholeNumber(1, 50 * minuteMs), {
    default: 15 * minuteMs,
    about: "a turn that has not ended within this time fails, ms; at most 50 minutes",
  }),
  toolCallsPerTurn: field("TOOL_CALLS_PER_TURN", wholeNumber(), {
    default: 50,
    about: "tool calls of a turn; further ones are answered without being executed",
  }),
  toolCallsPerAnswer: field("TOOL_CALLS_PER_ANSWER", wholeNumber(), {
    default: 20,
    about: "the same for one answer of a model",
  }),
  settleMs: field("SETTLE_MS", wholeNumber(), {
    default: 1_000,
    about:
      "a lost answer that the provider does not show yet is looked up again after this time, ms",
  }),
  modelConcurrency: field("MODEL_CONCURRENCY", wholeNumber(), {
    default: 64,
    about: "requests of this worker to one model at a time; further ones wait",
  }),
  abandonedMs: field("ABANDONED_AFTER_MS", wholeNumber(), {
    default: 10 * minuteMs,
    about: "remote conversations that no conversation uses are deleted after this time, ms",
  }),
  sweepAfterMs: field("SWEEP_AFTER_MS", wholeNumber(), {
    default: 30_000,
    about: "an open turn whose workflow has not read it for this long is woken again, ms",
  }),
  youngAgentMs: field("YOUNG_AGENT_MS", wholeNumber(0), {
    default: 60 * minuteMs,
    about: "agents at the provider that are younger than this are never deleted, ms",
  }),
  reconcileMs: field("RECONCILE_EVERY_MS", wholeNumber(), {
    default: 60 * minuteMs,
    about: "interval at which the provider's agents are compared with the record, ms",
  }),
  promptsMs: field("PROMPTS_EVERY_MS", wholeNumber(), {
    default: minuteMs,
    about: "interval at which the prompts of agents are fetched again to detect changes, ms",
  }),
  graceMs: field("SHUTDOWN_GRACE_MS", wholeNumber(0), {
    default: 2 * minuteMs,
    about: "running work may finish within this time after SIGTERM, ms",
  }),
};

/** Times and limits of the turn engine, as the descriptions of their variables say. */
export type EngineConfig = Values<typeof engineFields>;

const failpointList: Kind<readonly FailpointRule[]> = {
  expects: "a list of <action>:<point>:<kind>:<agent>",
  empty: [],
  parse: (given) => parseFailpoints(given) ?? undefined,
};

/** The variables that the worker reads. */
export const workerFields = {
  ...shared.databaseFields,
  ...databaseTlsFields,
  ...temporalFields,
  taskQueue: shared.taskQueue,
  apiKey: field(
    "MISTRAL_API_KEY",
    text("the key of your Mistral account; any text for an emulator"),
    {
      secret: true,
      about: "key of the Mistral account; any text for the emulator",
    },
  ),
  serverUrl: optional("MISTRAL_SERVER_URL", webUrl, {
    about: "address of the Mistral API",
    unset: "Mistral's own",
    example: "https://api.mistral.ai",
  }),
  provider: shared.provider,
  serversFile: field("MCP_SERVERS", path, {
    default: "mcp/servers.json",
    about:
      "file with the list of MCP servers; the worker also reads the variables that this list names, such as `MCP_URL`",
  }),
  pricesFile: shared.pricesFile,
  workflowBundle: optional("WORKFLOW_BUNDLE", path, {
    about: "file with the workflow code that `deno task build` made",
    unset: "bundled at each start",
  }),
  ...deploymentFields,
  port: field("WORKER_PORT", port, {
    default: 0,
    unset: "a free one",
    about: "port of `/livez` and `/readyz`",
  }),
  host: field("WORKER_HOST", text("a host name or IP address"), {
    default: "127.0.0.1",
    about: "address of that port",
  }),
  ...timeFields,
  ...engineFields,
  retentionDays: shared.retentionDays,
  failpoints: field("FAILPOINTS", failpointList, {
    default: "",
    unset: "none",
    about: "for tests alone: calls of an agent end or wait at a failpoint",
  }),
  failpointPauseUrl: optional("FAILPOINT_PAUSE_URL", webUrl, {
    about: "for tests alone: address at which calls that wait are released",
  }),
  ...telemetryFields,
};

/** The configuration of the worker. Times in ms. */
export type WorkerConfig = ReturnType<typeof loadWorkerConfig>;

/** Reads the configuration of the worker; `read` reads a text file. Throws a ConfigError with every fault. */
export const loadWorkerConfig = (env: Env, read: ReadText = () => "") =>
  readConfig("worker", workerFields, env, read, (values, context) => {
    const { apiKey, serverUrl, provider, databasePoolUrl, workflowBundle, pricesFile } = values;
    return {
      databaseUrl: withDatabaseTls("DATABASE_URL", values.databaseUrl, context),
      databasePoolUrl: databasePoolUrl &&
        withDatabaseTls("DATABASE_POOL_URL", databasePoolUrl, context),
      temporal: { ...readTemporalConnection(values, context), taskQueue: values.taskQueue },
      mistral: { apiKey, serverUrl: serverUrl ?? undefined, provider },
      serversFile: resolve(values.serversFile),
      pricesFile: pricesFile && resolve(pricesFile),
      workflowBundle: workflowBundle ? resolve(workflowBundle) : undefined,
      deployment: readDeployment(values, context.fault),
      port: values.port,
      host: values.host,
      engine: valuesOf(engineFields, values),
      times: valuesOf(timeFields, values),
      failpoints: values.failpoints,
      failpointPauseUrl: values.failpointPauseUrl ?? undefined,
      retentionMs: values.retentionDays * 24 * 60 * minuteMs,
      telemetry: readTelemetryConfig(values, context),
    };
  });
