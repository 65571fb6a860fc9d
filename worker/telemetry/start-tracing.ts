import type { Tracing, TracingConfig } from "./tracing.ts";

/** Starts tracing. Without an endpoint no package is loaded, and spans of this process record nothing. */
export async function startTracing(config: TracingConfig): Promise<Tracing> {
  if (!config.endpoint) return { exportSpan: null, close: () => Promise.resolve() };
  const { startExport } = await import("../spans/start-export.ts");
  return await startExport(config);
}
