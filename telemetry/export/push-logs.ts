import { SeverityNumber } from "@opentelemetry/api-logs";
import { OTLPLogExporter as JsonExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtoExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { type Level, type LogRecord, setLogSink } from "../log.ts";
import { resourceOf } from "./resource.ts";

const severities: Record<Level, SeverityNumber> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
};

/**
 * Also sends every log line to the collector of `OTEL_EXPORTER_OTLP_*`: the event as name and body, the fields as
 * attributes. For Node; Deno exports its output by itself. The returned function ends it within 3 s.
 */
export function pushLogs(service: Record<string, string>, json: boolean): () => Promise<void> {
  const exporter = json ? new JsonExporter() : new ProtoExporter();
  const provider = new LoggerProvider({
    resource: resourceOf(service),
    processors: [new BatchLogRecordProcessor({ exporter })],
  });
  const logger = provider.getLogger("tramontane");
  setLogSink((record) => logger.emit(toOtel(record)));
  return async () => {
    setLogSink(null);
    await withDeadline(3_000, provider.shutdown()).catch(() => {});
  };
}

function toOtel({ at, level, process: _, event, ...fields }: LogRecord) {
  return {
    timestamp: new Date(at),
    severityNumber: severities[level],
    severityText: level.toUpperCase(),
    eventName: event,
    body: event,
    attributes: Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value != null).map(([k, v]) => [k, plain(v)]),
    ),
  };
}

const plain = (value: unknown) =>
  ["string", "number", "boolean"].includes(typeof value)
    ? value as string | number | boolean
    : JSON.stringify(value) ?? "";
