import {
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from "@opentelemetry/resources";

/** The resource of a process: its own attributes, which those of `OTEL_RESOURCE_ATTRIBUTES` override. */
export function resourceOf(service: Record<string, string>): Resource {
  return resourceFromAttributes(service).merge(detectResources({ detectors: [envDetector] }));
}
