import manifest from "../../package.json" with { type: "json" };
import type { Env } from "../config/config.ts";

/**
 * What a Deno process needs to export to the endpoint that the operator named; nothing without one. Deno's own sampler
 * asks no parent, which would record what an unsampled trace, or we, left out. What it prints goes along
 * where logs are asked for.
 */
export function denoTelemetry(env: Env, service: string): Record<string, string> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_SDK_DISABLED === "true") return {};
  const logs = env.OTEL_LOGS_EXPORTER === "otlp";
  const own = `service.version=${manifest.version}`;
  const instance = `service.instance.id=${crypto.randomUUID()}`;
  const sampler = env.OTEL_TRACES_SAMPLER || "always_on";
  return {
    OTEL_DENO: "true",
    OTEL_SERVICE_NAME: service,
    // Two processes of one name would count into the same figures.
    OTEL_RESOURCE_ATTRIBUTES: [own, env.OTEL_RESOURCE_ATTRIBUTES, instance].filter(Boolean).join(
      ",",
    ),
    OTEL_TRACES_SAMPLER: sampler.startsWith("parentbased_") ? sampler : `parentbased_${sampler}`,
    OTEL_DENO_CONSOLE: env.OTEL_DENO_CONSOLE || (logs ? "capture" : "ignore"),
  };
}
