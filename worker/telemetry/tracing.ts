import type { Attributes, Link, SpanKind } from "@opentelemetry/api";
import type { SpanRef } from "../../telemetry/span.ts";

/** A span that is exported from the record after it has ended. Times in ms since 1970. */
export interface ExportedSpan extends SpanRef {
  parentId: string;
  name: string;
  kind?: SpanKind;
  startMs: number;
  endMs: number;
  attributes: Attributes;
  links?: Link[];
  /** The failure code; absent if it did not fail. */
  error?: string | null;
}

/** Exports a span whose start and end come from the record. */
export type ExportSpan = (span: ExportedSpan) => void;

/** Configuration of the export of spans. */
export interface TracingConfig {
  /** URL of an OTLP collector over HTTP; undefined: no spans are created. */
  endpoint: string | undefined;
  protocol: "http/protobuf" | "http/json";
  /** Resource attributes of this process. */
  service: Record<string, string>;
}

/** Tracing of this process. */
export interface Tracing {
  /** Null if nothing is traced. */
  exportSpan: ExportSpan | null;
  /** Exports the remaining spans, within 5 s. */
  close(): Promise<void>;
}
