import { SeverityNumber } from "@opentelemetry/api-logs";
import { OTLPLogExporter as JsonExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtoExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { addLogSink, type Level, type LogRecord } from "../log.ts";
import { resourceOf } from "./resource.ts";

const severities: Record<Level, SeverityNumber> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
};

/**
 * Has every line that is logged go to the collector that `OTEL_EXPORTER_OTLP_*` names, too: the event as name and
 * body, the fields as attributes. Node alone; Deno tells what it prints by itself. The function ends it, within 3 s.
 */
export function pushLogs(service: Record<string, string>, json: boolean): () => Promise<void> {
  const exporter = json ? new JsonExporter() : new ProtoExporter();
  const provider = new LoggerProvider({
    resource: resourceOf(service),
    processors: [new BatchLogRecordProcessor({ exporter })],
  });
  const logger = provider.getLogger("tramontane");
  addLogSink((record) => logger.emit(toOtel(record)));
  return async () => {
    addLogSink(null);
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
