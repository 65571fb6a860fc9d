import {
  type MetricsListener,
  metricsVariables,
  pushesMetrics,
  readMetricsListener,
} from "../telemetry/export/config.ts";
import { logVariables, readLogOptions } from "../telemetry/log-options.ts";
import type { TracingConfig } from "./tracing.ts";

/** What the worker tells of itself, and where. */
export interface TelemetryConfig {
  tracing: Omit<TracingConfig, "service"> & { content: boolean };
  metrics: {
    listener: MetricsListener | null;
    /** Null: nothing is pushed. */
    push: { json: boolean; everyMs: number } | null;
  };
  /** The log goes to the collector, too. */
  pushLogs: boolean;
}

/** Every variable that `readTelemetryConfig` reads. */
export const telemetryVariables = [
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
  "OTEL_EXPORTER_OTLP_PROTOCOL",
  "TELEMETRY_CONTENT",
  "OTEL_TRACES_EXPORTER",
  "OTEL_METRICS_EXPORTER",
  "OTEL_METRIC_EXPORT_INTERVAL",
  "OTEL_LOGS_EXPORTER",
  "OTEL_SDK_DISABLED",
  ...metricsVariables,
  ...logVariables,
] as const;

type Env = Record<string, string | undefined>;
type Fault = (text: string) => void;

/** Reads the variables of telemetry; each fault is told to `fault`. */
export function readTelemetryConfig(env: Env, fault: Fault): TelemetryConfig {
  readLogOptions(env, false, (text) => fault(`${text}.`));
  const { OTEL_LOGS_EXPORTER: logs, OTEL_SDK_DISABLED: off } = env;
  return {
    tracing: tracing(env, fault),
    metrics: {
      listener: readMetricsListener(env, (text) => fault(`${text}.`)),
      push: pushesMetrics(env)
        ? { json: env.OTEL_EXPORTER_OTLP_PROTOCOL === "http/json", everyMs: pace(env, fault) }
        : null,
    },
    pushLogs: logs === "otlp" && off !== "true" && Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT),
  };
}

function pace({ OTEL_METRIC_EXPORT_INTERVAL: given }: Env, fault: Fault): number {
  const ms = Number(given || 60_000);
  if (Number.isInteger(ms) && ms >= 1 && ms < 2 ** 31) return ms;
  fault(`OTEL_METRIC_EXPORT_INTERVAL is ${given}: give a whole number of milliseconds.`);
  return 60_000;
}

function tracing(env: Env, fault: Fault): TelemetryConfig["tracing"] {
  const off = env.OTEL_SDK_DISABLED === "true" || env.OTEL_TRACES_EXPORTER === "none";
  const endpoint = off ? undefined : env.OTEL_EXPORTER_OTLP_ENDPOINT || undefined;
  const protocol = env.OTEL_EXPORTER_OTLP_PROTOCOL || "http/protobuf";
  const content = env.TELEMETRY_CONTENT === "1";
  if (!["", "0", "1"].includes(env.TELEMETRY_CONTENT ?? "")) {
    fault(`TELEMETRY_CONTENT is ${env.TELEMETRY_CONTENT}: give 1, or leave it out.`);
  }
  if (protocol === "http/protobuf" || protocol === "http/json") {
    return { endpoint, protocol, content };
  }
  fault(`OTEL_EXPORTER_OTLP_PROTOCOL is ${protocol}: give http/protobuf or http/json.`);
  return { endpoint, protocol: "http/protobuf", content };
}
