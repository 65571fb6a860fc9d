import manifest from "../../package.json" with { type: "json" };
import type { Env } from "../config/config.ts";

/**
 * The variables with which a Deno process exports to the operator's endpoint; none without an endpoint. Deno's default
 * sampler ignores the parent, and would record spans of unsampled traces. Console output is exported where logs are.
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
    // Metrics of two processes with the same name would be added up.
    OTEL_RESOURCE_ATTRIBUTES: [own, env.OTEL_RESOURCE_ATTRIBUTES, instance].filter(Boolean).join(
      ",",
    ),
    OTEL_TRACES_SAMPLER: sampler.startsWith("parentbased_") ? sampler : `parentbased_${sampler}`,
    OTEL_DENO_CONSOLE: env.OTEL_DENO_CONSOLE || (logs ? "capture" : "ignore"),
  };
}
