/** Where Prometheus may ask one process. */
export interface MetricsListener {
  /** 0 takes a free one; the log line `telemetry.metrics_listening` tells it. */
  port: number;
  host: string;
  /** Asked of everybody as `Authorization: Bearer`; null lets in who reaches the listener. */
  token: string | null;
}

/** The variables of the listener. */
export const metricsVariables = ["METRICS_PORT", "METRICS_HOST", "METRICS_TOKEN"] as const;

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the listener's variables; null where there is to be none. Each fault is told to `fault`, without a full stop. */
export function readMetricsListener(
  env: Env,
  fault: (text: string) => void,
): MetricsListener | null {
  if (!env.METRICS_PORT) return null;
  const port = Number(env.METRICS_PORT);
  const host = env.METRICS_HOST || "127.0.0.1";
  const token = env.METRICS_TOKEN || null;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    fault(`METRICS_PORT is "${env.METRICS_PORT}"; set a whole number from 0 to 65535, or none`);
  }
  if (token !== null && !/^\S{16,}$/.test(token)) {
    fault("METRICS_TOKEN must have at least 16 characters and no blanks; make a random one");
  }
  if (!isLoopback(host) && token === null) {
    fault(`METRICS_HOST is "${host}", which others can reach; set METRICS_TOKEN, or use 127.0.0.1`);
  }
  return { port, host, token };
}

/** True where the process shall push its metrics to a collector. Deno does so by itself, with `OTEL_DENO`. */
export function pushesMetrics(env: Env): boolean {
  const endpoint = env.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const off = env.OTEL_SDK_DISABLED === "true" || env.OTEL_METRICS_EXPORTER === "none";
  return Boolean(endpoint) && !off;
}

const isLoopback = (host: string) => ["127.0.0.1", "localhost", "::1"].includes(host);
