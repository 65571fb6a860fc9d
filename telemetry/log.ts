import { trace } from "@opentelemetry/api";
import { redact, redactText } from "./redact.ts";

/** Levels, least severe first. */
export const levels = ["debug", "info", "warn", "error"] as const;
/** How severe a line is. */
export type Level = (typeof levels)[number];
/** What a line tells beside its event name. Never message content, never secrets. */
export type Fields = Record<string, unknown>;

/** Writes named events, one JSON line each. `event` is snake_case and says what happened. */
export interface Logger {
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

/**
 * A logger for one process. Lines carry `at` (UTC), `level`, `process`, `event`, the trace id of the
 * active span, then the fields. `write` gets one line without its line end.
 */
export function createLogger(
  process: string,
  options: { level?: Level; write?: (line: string) => void } = {},
): Logger {
  const { level = "info", write = console.log } = options;
  const log = (at: Level) => (event: string, fields: Fields = {}) => {
    if (levels.indexOf(at) < levels.indexOf(level)) return;
    const traceId = trace.getActiveSpan()?.spanContext().traceId;
    const head = { at: new Date().toISOString(), level: at, process, event };
    write(JSON.stringify({ ...head, ...(traceId && { traceId }), ...redact(fields) as Fields }));
  };
  return { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
}
