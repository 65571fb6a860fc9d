import { context, propagation, trace } from "@opentelemetry/api";

/**
 * The trace context of the active span for `_meta` of an MCP request, where a server reads it over any transport, also
 * without headers. Empty when nothing is recorded.
 */
export function traceMeta(): Record<string, string> {
  const carried: Record<string, string> = {};
  if (trace.getActiveSpan()?.isRecording()) propagation.inject(context.active(), carried);
  return carried;
}
