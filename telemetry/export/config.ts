import { type Env, optional, type Values } from "../../protocol/config/field.ts";
import { port, token } from "../../protocol/config/kinds.ts";
import type { Fault } from "../../protocol/config/read-config.ts";
import { checkHost, host } from "../../protocol/config/shared-fields.ts";

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
  metricsHost: host("METRICS_HOST", "its address; another one than loopback needs `METRICS_TOKEN`"),
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
  checkHost({ variable: "METRICS_HOST", host, token }, fault);
  return { port, host, token };
}

/** Whether the process pushes its metrics to a collector. Deno does so by itself, with `OTEL_DENO`. */
export function pushesMetrics(env: Env): boolean {
  const endpoint = env.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const off = env.OTEL_SDK_DISABLED === "true" || env.OTEL_METRICS_EXPORTER === "none";
  return Boolean(endpoint) && !off;
}
