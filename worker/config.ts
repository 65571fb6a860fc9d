import { resolve } from "node:path";
import { defaultTaskQueue } from "../protocol/conversation/conversation-workflow.ts";
import { databaseTlsVariables, withDatabaseTls } from "../protocol/database-tls.ts";
import {
  readTemporalConnection,
  type TemporalConnection,
  temporalSecrets,
  temporalTlsVariables,
} from "../protocol/temporal/temporal-connection.ts";
import {
  readTimes,
  timeVariables,
  type WorkflowTimes,
} from "../protocol/temporal/workflow-times.ts";
import { type FailpointRule, parseFailpoints } from "./failpoints.ts";
import {
  readTelemetryConfig,
  type TelemetryConfig,
  telemetryVariables,
} from "./telemetry-config.ts";
import { type DeploymentConfig, readDeployment } from "./read-deployment.ts";
import { fileVariable, type ReadText, withSecretFiles } from "../telemetry/secret-files.ts";

/** How the worker is set up. Times in ms. */
export interface WorkerConfig {
  databaseUrl: string;
  /** The same database through a pooler, for short transactions; null where there is none. */
  databasePoolUrl: string | null;
  temporal: TemporalConnection & { taskQueue: string };
  mistral: { apiKey: string; serverUrl: string | undefined; provider: string };
  /** Path of the list of MCP servers. */
  serversFile: string;
  /** Path of a list of prices that hold before the built-in ones. */
  pricesFile: string | null;
  /**
   * Path of the workflow code that `deno task build` bundled. Without one the worker bundles its sources at each start,
   * which only works where they lie beside it.
   */
  workflowBundle: string | undefined;
  /** Undefined: workers have no versions, and all workers of a queue do any work. */
  deployment: DeploymentConfig | undefined;
  /** Port of `/livez` and `/readyz`; 0 takes a free one. */
  port: number;
  /** The address they are bound to; they tell nothing but whether the worker is well. */
  host: string;
  engine: EngineConfig;
  /** Given to workflows that the sweeper starts. */
  times: WorkflowTimes;
  /** For tests alone: where to die. */
  failpoints: readonly FailpointRule[];
  /** For tests alone: address at which calls that are held wait. */
  failpointPauseUrl: string | undefined;
  /** Facts of the log are kept for so long, ms. */
  retentionMs: number;
  telemetry: TelemetryConfig;
}

/** Times and limits of the turn engine, ms. */
export interface EngineConfig {
  /** A request may be opened within this time of its claim. */
  leaseMs: number;
  /** A worker that is silent for so long is taken for dead. */
  heartbeatMs: number;
  /** Wait before a second attempt; doubles for each further one, to 30 s. */
  retryBaseMs: number;
  maxAttempts: number;
  /** No byte from the model for so long: the attempt failed. */
  idleMs: number;
  toolTimeoutMs: number;
  /** The session with an MCP server that makes no call for so long is ended. */
  toolIdleMs: number;
  /** A turn that has not ended within this time fails; at most 50 minutes. */
  turnMs: number;
  toolCallsPerTurn: number;
  toolCallsPerAnswer: number;
  /** A lost answer that the provider does not show yet is looked for once more after this time. */
  settleMs: number;
  /** Most requests to one model at a time; further ones wait. */
  modelConcurrency: number;
  /** Remote conversations that nothing is based on are deleted after this time. */
  abandonedMs: number;
  /** Open turns that nobody looked at for so long are rung again. */
  sweepAfterMs: number;
  /** Agents at the provider that are younger than this are never deleted. */
  youngAgentMs: number;
  /** How often the provider's agents are compared with the record. */
  reconcileMs: number;
  /** How often prompts that agents were made of are fetched again. */
  promptsMs: number;
  /** What runs may finish for so long when the worker is asked to stop. */
  graceMs: number;
}

/** What may come from a file that `<NAME>_FILE` names; what the list of MCP servers names may as well. */
export const workerSecrets: readonly string[] = [
  "DATABASE_URL",
  "DATABASE_POOL_URL",
  "MISTRAL_API_KEY",
  "METRICS_TOKEN",
  ...temporalSecrets,
];

/** Every variable the worker reads. */
export const workerVariables = [
  "DATABASE_URL",
  "DATABASE_POOL_URL",
  ...databaseTlsVariables,
  ...temporalTlsVariables,
  "TEMPORAL_ADDRESS",
  "TEMPORAL_NAMESPACE",
  "TEMPORAL_TASK_QUEUE",
  "MISTRAL_API_KEY",
  "MISTRAL_SERVER_URL",
  "MODEL_PROVIDER",
  "MCP_SERVERS",
  "MODEL_PRICES",
  "WORKFLOW_BUNDLE",
  "WORKER_DEPLOYMENT",
  "WORKER_BUILD_ID",
  "WORKER_PORT",
  "WORKER_HOST",
  ...workerSecrets.map(fileVariable),
  "LEASE_MS",
  ...timeVariables,
  "RETRY_BASE_MS",
  "MAX_ATTEMPTS",
  "IDLE_MS",
  "TOOL_TIMEOUT_MS",
  "TOOL_IDLE_MS",
  "TURN_DEADLINE_MS",
  "TOOL_CALLS_PER_TURN",
  "TOOL_CALLS_PER_ANSWER",
  "SETTLE_MS",
  "MODEL_CONCURRENCY",
  "ABANDONED_AFTER_MS",
  "FAILPOINTS",
  "FAILPOINT_PAUSE_URL",
  "SWEEP_AFTER_MS",
  "YOUNG_AGENT_MS",
  "RECONCILE_EVERY_MS",
  "PROMPTS_EVERY_MS",
  "SHUTDOWN_GRACE_MS",
  "RETENTION_DAYS",
  ...telemetryVariables,
] as const;

const dayMs = 24 * 60 * 60 * 1_000;

type Env = Record<string, string | undefined>;

/**
 * Reads the configuration, with `read` also the files of secrets. Throws one Error that names every fault and how to mend
 * it.
 */
export function loadWorkerConfig(given: Env, read: ReadText = () => ""): WorkerConfig {
  const faults: string[] = [];
  const env = withSecretFiles(given, workerSecrets, read, (text) => faults.push(`${text}.`));
  const required = (name: string, what: string) => {
    if (!env[name]) faults.push(`${name} is not set: ${what}.`);
    return env[name] ?? "";
  };
  const whole = (name: string, fallback: number, least = 1, most = 2 ** 31 - 1) => {
    const value = env[name] ? Number(env[name]) : fallback;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    faults.push(`${name} is ${env[name]}: give a whole number from ${least} to ${most}.`);
    return fallback;
  };
  const failpoints = parseFailpoints(env.FAILPOINTS ?? "");
  if (!failpoints) faults.push("FAILPOINTS is not a list of <action>:<point>:<kind>:<agent>.");
  const times = readTimes(env, (text) => faults.push(`${text}.`));
  const database = (name: string, url: string) =>
    withDatabaseTls(name, url, env, read, (text) => faults.push(`${text}.`));
  const config: WorkerConfig = {
    times,
    databaseUrl: database(
      "DATABASE_URL",
      required("DATABASE_URL", "the address of PostgreSQL, postgres://..."),
    ),
    databasePoolUrl: env.DATABASE_POOL_URL
      ? database("DATABASE_POOL_URL", env.DATABASE_POOL_URL)
      : null,
    temporal: {
      ...readTemporalConnection(env, read, (text) => faults.push(`${text}.`)),
      taskQueue: env.TEMPORAL_TASK_QUEUE || defaultTaskQueue,
    },
    mistral: {
      apiKey: required(
        "MISTRAL_API_KEY",
        "the key of the Mistral account; any text for an emulator",
      ),
      serverUrl: env.MISTRAL_SERVER_URL || undefined,
      // Never guessed: an emulated answer must not look real.
      provider: required("MODEL_PROVIDER", "emulator, or a name for your account, such as mistral"),
    },
    pricesFile: env.MODEL_PRICES ? resolve(env.MODEL_PRICES) : null,
    serversFile: resolve(env.MCP_SERVERS || "mcp/servers.json"),
    workflowBundle: env.WORKFLOW_BUNDLE ? resolve(env.WORKFLOW_BUNDLE) : undefined,
    deployment: readDeployment(env, faults),
    port: whole("WORKER_PORT", 0, 0),
    host: env.WORKER_HOST || "127.0.0.1",
    engine: {
      leaseMs: whole("LEASE_MS", 5_000),
      heartbeatMs: times.heartbeatMs,
      retryBaseMs: whole("RETRY_BASE_MS", 1_000),
      maxAttempts: whole("MAX_ATTEMPTS", 5),
      idleMs: whole("IDLE_MS", 60_000),
      toolTimeoutMs: whole("TOOL_TIMEOUT_MS", 30_000),
      toolIdleMs: whole("TOOL_IDLE_MS", 5 * 60_000),
      turnMs: whole("TURN_DEADLINE_MS", 15 * 60_000, 1, 50 * 60_000),
      toolCallsPerTurn: whole("TOOL_CALLS_PER_TURN", 50),
      toolCallsPerAnswer: whole("TOOL_CALLS_PER_ANSWER", 20),
      settleMs: whole("SETTLE_MS", 1_000),
      modelConcurrency: whole("MODEL_CONCURRENCY", 64),
      abandonedMs: whole("ABANDONED_AFTER_MS", 10 * 60_000),
      sweepAfterMs: whole("SWEEP_AFTER_MS", 30_000),
      youngAgentMs: whole("YOUNG_AGENT_MS", 60 * 60_000, 0),
      reconcileMs: whole("RECONCILE_EVERY_MS", 60 * 60_000),
      promptsMs: whole("PROMPTS_EVERY_MS", 60_000),
      graceMs: whole("SHUTDOWN_GRACE_MS", 120_000, 0),
    },
    failpoints: failpoints ?? [],
    failpointPauseUrl: env.FAILPOINT_PAUSE_URL || undefined,
    retentionMs: whole("RETENTION_DAYS", 30) * dayMs,
    telemetry: readTelemetryConfig(env, (text) => faults.push(text)),
  };
  if (faults.length > 0) throw new Error(`The worker cannot start.\n- ${faults.join("\n- ")}`);
  return config;
}
