import type { MeterProvider } from "@opentelemetry/sdk-metrics";
import { createNoopMeter } from "@opentelemetry/api";
import { errorFields, type Logger } from "../log.ts";
import { globalMeter, useMeters } from "../metrics.ts";
import type { MetricsListener } from "./config.ts";
import type { OpenListener } from "./metrics-listener.ts";
import type { PullReader } from "./pull.ts";

/** How a process exports metrics. */
export interface MetricsOptions {
  /** The listener for Prometheus; null: none. */
  listener: MetricsListener | null;
  /** For a process whose runtime does not push by itself: resource attributes, encoding, interval. */
  push?: { service: Record<string, string>; json: boolean; everyMs: number } | null;
  /** False: metrics do not go to the runtime's own exporter, such as Deno's with `OTEL_DENO`. */
  toRuntime?: boolean;
  log: Logger;
}

/** The metrics of this process. */
export interface Metrics {
  /** Pushes the remaining values and closes the exporters. Never throws. */
  close(): Promise<void>;
}

/**
 * Starts the export of metrics. Without configuration no package is loaded, there is no listener, and recording has no
 * effect. Throws if the listener's port is taken.
 */
export async function startMetrics(options: MetricsOptions): Promise<Metrics> {
  const { listener, push, toRuntime = true, log } = options;
  const pull = listener ? await loadPull() : null;
  const provider = push ? await pushing(push, pull?.reader ?? null) : pull?.provider() ?? null;
  const runtime = globalMeter();
  useMeters([
    ...(!toRuntime || runtime === createNoopMeter() ? [] : [runtime]),
    ...(provider ? [provider.getMeter("tramontane")] : []),
  ]);
  const open = listener && pull ? await openListener(listener, pull.reader, log) : null;
  return { close: () => close(open, provider, log) };
}

async function loadPull() {
  const { pullProvider, PullReader } = await import("./pull.ts");
  const reader = new PullReader();
  return { reader, provider: () => pullProvider(reader) };
}

async function pushing(push: NonNullable<MetricsOptions["push"]>, pull: PullReader | null) {
  const { pushProvider } = await import("./push.ts");
  return pushProvider(push.service, { ...push, pull });
}

async function openListener(listener: MetricsListener, reader: PullReader, log: Logger) {
  const { listenForMetrics } = await import("./metrics-listener.ts");
  const open = await listenForMetrics(listener, async () => {
    try {
      return await reader.text();
    } catch (error) {
      log.warn("telemetry.metrics_collection_failed", errorFields(error));
      throw error;
    }
  });
  log.info("telemetry.metrics_listening", { host: listener.host, port: open.port });
  return open;
}

async function close(open: OpenListener | null, provider: MeterProvider | null, log: Logger) {
  useMeters([]);
  await open?.close();
  await provider?.shutdown({ timeoutMillis: 3_000 })
    .catch((error) => log.warn("telemetry.metrics_push_failed", errorFields(error)));
}
