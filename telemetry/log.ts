import { trace } from "@opentelemetry/api";
import { prettyLine } from "./pretty-line.ts";
import { redact, redactText } from "./redact.ts";

/** Levels, least severe first. */
export const levels = ["debug", "info", "warn", "error"] as const;
/** One of `levels`. */
export type Level = (typeof levels)[number];
/** The fields of a line. Never message content, never secrets. */
export type Fields = Record<string, unknown>;

/** Writes one line for each event. `event` is `<component>.<thing>_<outcome>`, such as `mcp.listing_failed`. */
export interface Logger {
  /** The least severe level that is written. */
  readonly level: Level;
  debug(event: string, fields?: Fields): void;
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

/** The parts of an error that may be logged: name, message, code and stack, redacted. */
export function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: redactText(String(error)) };
  const code = (error as { code?: unknown }).code;
  return {
    error: redactText(error.message),
    errorName: error.name,
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    stack: error.stack && redactText(error.stack),
  };
}

/** A line as an object, redacted. */
export interface LogRecord {
  at: string;
  level: Level;
  process: string;
  event: string;
  [field: string]: unknown;
}

/** Options of a logger. */
export interface LogOptions {
  /** The least severe level that is written; default `info`. */
  level?: Level;
  /** `json`: one JSON object for each line. `pretty`: formatted for reading. */
  format?: "json" | "pretty";
  color?: boolean;
  /** Called with each line, without a line end. */
  write?: (line: string) => void;
}

let sink: ((record: LogRecord) => void) | null = null;

/** Also passes every written line to `other`, as a record; null ends it. */
export function setLogSink(other: ((record: LogRecord) => void) | null): void {
  sink = other;
}

/**
 * Creates the logger of a process. A line has `at` (UTC), `level`, `process`, `event`, the trace id of the active span,
 * then the fields.
 */
export function createLogger(process: string, options: LogOptions = {}): Logger {
  const { level = "info", format = "json", color = false, write = console.log } = options;
  const log = (at: Level) => (event: string, fields: Fields = {}) => {
    if (levels.indexOf(at) < levels.indexOf(level)) return;
    const traceId = trace.getActiveSpan()?.spanContext().traceId;
    const head = { at: new Date().toISOString(), level: at, process, event };
    const record: LogRecord = { ...head, ...(traceId && { traceId }), ...redact(fields) as Fields };
    write(format === "json" ? JSON.stringify(record) : prettyLine(record, color));
    sink?.(record);
  };
  return { level, debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
}
