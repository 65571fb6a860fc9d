import type { Env } from "../config.ts";

/**
 * What a Deno process needs to export to the endpoint that the operator named; nothing without one. Deno's own sampler
 * asks no parent, which would record what an unsampled trace, or we, left out. What it prints are its logs already.
 */
export function denoTelemetry(env: Env, service: string): Record<string, string> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT) return {};
  const sampler = env.OTEL_TRACES_SAMPLER || "always_on";
  return {
    OTEL_DENO: "true",
    OTEL_SERVICE_NAME: service,
    OTEL_TRACES_SAMPLER: sampler.startsWith("parentbased_") ? sampler : `parentbased_${sampler}`,
    OTEL_DENO_CONSOLE: env.OTEL_DENO_CONSOLE || "ignore",
  };
}
