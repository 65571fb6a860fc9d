import { resolve } from "node:path";
import { type Env, field, optional, type Values, valuesOf } from "../protocol/config/field.ts";
import { type Kind, path, port, text, webUrl, wholeNumber } from "../protocol/config/kinds.ts";
import { turnLimitFields } from "../protocol/quota/limit-fields.ts";
import { readConfig } from "../protocol/config/read-config.ts";
import type { ReadText } from "../protocol/config/secret-files.ts";
import * as shared from "../protocol/config/shared-fields.ts";
import { databaseTlsFields, withDatabaseTls } from "../protocol/config/database-tls.ts";
import {
  readTemporalConnection,
  temporalFields,
} from "../protocol/temporal/temporal-connection.ts";
import { timeFields } from "../protocol/temporal/workflow-times.ts";
import { type FailpointRule, parseFailpoints } from "./failpoints.ts";
import { deploymentFields, readDeployment } from "./read-deployment.ts";
import { readTenants } from "./tenants/tenant-config.ts";
import { readTelemetryConfig, telemetryFields } from "./telemetry/config.ts";

const minuteMs = 60_000;

const count = (variable: string, usual: number, about: string) =>
  field(variable, wholeNumber(), { default: usual, about });
const ms = (variable: string, usual: number, about: string, kind = wholeNumber()) =>
  field(variable, kind, { default: usual, about: `${about}, ms` });
const deadline = wholeNumber(1, 50 * minuteMs);

/** Times and limits of the turn engine. */
const engineFields = {
  leaseMs: ms("LEASE_MS", 5_000, "a call is sent within this time after its claim"),
  heartbeatMs: timeFields.heartbeatMs,
  retryBaseMs: ms("RETRY_BASE_MS", 1_000, "wait before a second attempt (doubles up to 30 s)"),
  maxAttempts: count("MAX_ATTEMPTS", 5, "attempts of a call"),
  idleMs: ms("IDLE_MS", minuteMs, "an attempt fails when the model is silent for this time"),
  toolTimeoutMs: ms("TOOL_TIMEOUT_MS", 30_000, "a tool has to answer within this time"),
  toolIdleMs: ms("TOOL_IDLE_MS", 5 * minuteMs, "an MCP session without calls ends after this time"),
  turnMs: ms(
    "TURN_DEADLINE_MS",
    15 * minuteMs,
    "deadline of a turn (50 minutes at most)",
    deadline,
  ),
  toolCallsPerTurn: count("TOOL_CALLS_PER_TURN", 50, "tool calls of a turn; others are refused"),
  toolCallsPerAnswer: count("TOOL_CALLS_PER_ANSWER", 20, "the same for one answer of a model"),
  settleMs: ms("SETTLE_MS", 1_000, "wait before a lost answer is looked up a second time"),
  modelConcurrency: count(
    "MODEL_CONCURRENCY",
    64,
    "requests of this worker to one model at a time",
  ),
  abandonedMs: ms(
    "ABANDONED_AFTER_MS",
    10 * minuteMs,
    "age at which unused remote conversations are deleted",
  ),
  sweepAfterMs: ms("SWEEP_AFTER_MS", 30_000, "a turn that was not read for this time is woken"),
  youngAgentMs: ms(
    "YOUNG_AGENT_MS",
    60 * minuteMs,
    "remote agents younger than this are never deleted",
    wholeNumber(0),
  ),
  reconcileMs: ms(
    "RECONCILE_EVERY_MS",
    60 * minuteMs,
    "interval at which remote agents are compared with the record",
  ),
  promptsMs: ms("PROMPTS_EVERY_MS", minuteMs, "interval at which prompts are fetched again"),
  graceMs: ms(
    "SHUTDOWN_GRACE_MS",
    2 * minuteMs,
    "time for running work after SIGTERM",
    wholeNumber(0),
  ),
};

/** Times and limits of the turn engine, as the descriptions of their variables say. */
export type EngineConfig = Values<typeof engineFields> & {
  /** Limits of tenants without own ones. */
  tenantDefaults: Values<typeof turnLimitFields>;
};

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
  marketData: shared.marketData,
  serversFile: field("MCP_SERVERS", path, {
    default: "mcp/servers.json",
    about:
      "file with the list of MCP servers; the worker also reads the variables that this list names, such as `MCP_URL`",
  }),
  tenantConfig: optional("TENANT_CONFIG", path, {
    readsFile: true,
    about:
      "YAML file with the provider keys and MCP servers of tenants: [Tenants with a key or servers of their own]" +
      "(#tenants-with-a-key-or-servers-of-their-own)",
    unset: "all tenants have those of the deployment",
    example: "tenants.yaml",
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
  host: shared.host("WORKER_HOST", "address of that port"),
  ...shared.webhookFields,
  ...timeFields,
  ...engineFields,
  ...turnLimitFields,
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
      marketData: values.marketData,
      serversFile: resolve(values.serversFile),
      tenants: values.tenantConfig ? readTenants(resolve(values.tenantConfig), context) : [],
      pricesFile: pricesFile && resolve(pricesFile),
      workflowBundle: workflowBundle ? resolve(workflowBundle) : undefined,
      deployment: readDeployment(values, context.fault),
      port: values.port,
      host: values.host,
      engine: {
        ...valuesOf(engineFields, values),
        tenantDefaults: valuesOf(turnLimitFields, values),
      },
      times: valuesOf(timeFields, values),
      webhooks: { key: values.webhookKey, allowsLoopback: values.webhookLoopback },
      failpoints: values.failpoints,
      failpointPauseUrl: values.failpointPauseUrl ?? undefined,
      retentionMs: values.retentionDays * 24 * 60 * minuteMs,
      telemetry: readTelemetryConfig(values, context),
    };
  });
