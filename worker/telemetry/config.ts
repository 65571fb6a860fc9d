import { field, optional, type Values } from "../../protocol/config/field.ts";
import { oneOf, text, webUrl, wholeNumber } from "../../protocol/config/kinds.ts";
import type { ConfigContext } from "../../protocol/config/read-config.ts";
import {
  metricsFields,
  pushesMetrics,
  readMetricsListener,
} from "../../telemetry/export/config.ts";
import { logFields } from "../../telemetry/log-options.ts";

/** The variables of the worker's telemetry. OpenTelemetry's exporters read more by themselves. */
export const telemetryFields = {
  endpoint: optional("OTEL_EXPORTER_OTLP_ENDPOINT", webUrl, {
    about: "address of an OTLP collector: [observability.md](observability.md)",
    unset: "nothing is sent",
    example: "http://127.0.0.1:4318",
  }),
  metricsEndpoint: optional("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", webUrl, {
    about: "another address for metrics",
  }),
  protocol: field("OTEL_EXPORTER_OTLP_PROTOCOL", oneOf("http/protobuf", "http/json"), {
    default: "http/protobuf",
    about: "encoding of what is sent",
  }),
  content: field("TELEMETRY_CONTENT", oneOf("0", "1"), {
    default: "0",
    about: "`1` adds messages and answers, redacted, to traces",
    example: "1",
  }),
  tracesExporter: optional("OTEL_TRACES_EXPORTER", text("none"), {
    about: "`none`: no traces are sent",
  }),
  metricsExporter: optional("OTEL_METRICS_EXPORTER", text("none"), {
    about: "`none`: no metrics are pushed to the collector",
  }),
  metricsIntervalMs: field("OTEL_METRIC_EXPORT_INTERVAL", wholeNumber(), {
    default: 60_000,
    about: "interval at which metrics are pushed, ms",
  }),
  logsExporter: optional("OTEL_LOGS_EXPORTER", text("otlp"), {
    about: "`otlp` sends the log to the collector, too",
    example: "otlp",
  }),
  sdkDisabled: optional("OTEL_SDK_DISABLED", text("true"), { about: "`true`: nothing is sent" }),
  ...metricsFields,
  ...logFields,
};

/** The destinations of the worker's telemetry. */
export type TelemetryConfig = ReturnType<typeof readTelemetryConfig>;

/** The configuration of the worker's telemetry. */
export function readTelemetryConfig(
  values: Values<typeof telemetryFields>,
  { env, fault }: ConfigContext,
) {
  const { protocol, content, metricsIntervalMs: everyMs } = values;
  const isOff = values.sdkDisabled === "true";
  const endpoint = values.endpoint ?? undefined;
  const tracesOff = isOff || values.tracesExporter === "none";
  return {
    tracing: { endpoint: tracesOff ? undefined : endpoint, protocol, content: content === "1" },
    metrics: {
      listener: readMetricsListener(values, fault),
      push: pushesMetrics(env) ? { json: protocol === "http/json", everyMs } : null,
    },
    pushLogs: values.logsExporter === "otlp" && !isOff && endpoint !== undefined,
  };
}
