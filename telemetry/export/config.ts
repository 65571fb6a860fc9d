import { type Env, field, optional, type Values } from "../../protocol/config/field.ts";
import { port, text, token } from "../../protocol/config/kinds.ts";
import type { Fault } from "../../protocol/config/read-config.ts";
import { isLoopback } from "../../protocol/net/loopback.ts";

/** The listener at which Prometheus scrapes one process. */
export interface MetricsListener {
  /** 0 takes a free one; the log line `telemetry.metrics_listening` reports it. */
  port: number;
  host: string;
  /** Required as `Authorization: Bearer`; null serves every client that reaches the listener. */
  token: string | null;
}

/** The variables of the listener. */
export const metricsFields = {
  metricsPort: optional("METRICS_PORT", port, {
    about: "port at which Prometheus scrapes the process: [observability.md](observability.md)",
    unset: "no listener",
  }),
  metricsHost: field("METRICS_HOST", text("a host name or IP address"), {
    default: "127.0.0.1",
    about: "address of that port; any other than loopback needs `METRICS_TOKEN`",
  }),
  metricsToken: optional("METRICS_TOKEN", token, {
    secret: true,
    about: "bearer token that Prometheus has to send",
  }),
};

/** The listener; null where there is none. Each fault is reported to `fault`. */
export function readMetricsListener(
  { metricsPort: port, metricsHost: host, metricsToken: token }: Values<typeof metricsFields>,
  fault: Fault,
): MetricsListener | null {
  if (port === null) return null;
  if (!isLoopback(host) && token === null) {
    fault(`METRICS_HOST is "${host}", which others can reach; set METRICS_TOKEN, or use 127.0.0.1`);
  }
  return { port, host, token };
}

/** Whether the process pushes its metrics to a collector. Deno does so by itself, with `OTEL_DENO`. */
export function pushesMetrics(env: Env): boolean {
  const endpoint = env.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const off = env.OTEL_SDK_DISABLED === "true" || env.OTEL_METRICS_EXPORTER === "none";
  return Boolean(endpoint) && !off;
}
