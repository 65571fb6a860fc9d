import {
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from "@opentelemetry/resources";

/** What a process is, for metrics and logs: its own attributes, over which those of `OTEL_RESOURCE_ATTRIBUTES` win. */
export function resourceOf(service: Record<string, string>): Resource {
  return resourceFromAttributes(service).merge(detectResources({ detectors: [envDetector] }));
}
