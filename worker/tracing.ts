import type { Attributes, Link, SpanKind } from "@opentelemetry/api";
import type { SpanRef } from "../telemetry/span.ts";

/** A span that has ended, told from the record. Times in ms since 1970. */
export interface ExportedSpan extends SpanRef {
  parentId: string;
  name: string;
  kind?: SpanKind;
  startMs: number;
  endMs: number;
  attributes: Attributes;
  links?: Link[];
  /** Why it failed, in one word; left out when it did not. */
  error?: string | null;
}

/** Hands a span to the exporter that nobody ran in: its beginning and end stand in the record. */
export type ExportSpan = (span: ExportedSpan) => void;

/** Where spans go, and how. */
export interface TracingConfig {
  /** Of an OTLP collector over HTTP; undefined: spans are not even made. */
  endpoint: string | undefined;
  protocol: "http/protobuf" | "http/json";
  /** Resource attributes of this process. */
  service: Record<string, string>;
}

/** Tracing of this process. */
export interface Tracing {
  /** Null when nothing is traced. */
  exportSpan: ExportSpan | null;
  /** Exports what waits, within 5 s. */
  close(): Promise<void>;
}

/** Sets tracing up. Without an endpoint nothing is loaded and spans of this process record nothing. */
export async function startTracing(config: TracingConfig): Promise<Tracing> {
  if (!config.endpoint) return { exportSpan: null, close: () => Promise.resolve() };
  const { startExport } = await import("./spans/start-export.ts");
  return await startExport(config);
}
