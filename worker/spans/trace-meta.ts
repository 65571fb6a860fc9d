import { context, propagation, trace } from "@opentelemetry/api";

/**
 * The trace context of the active span, as MCP has it in `_meta` of a request: a server reads it there over any transport,
 * also where there are no headers. Empty where nothing is recorded.
 */
export function traceMeta(): Record<string, string> {
  const carried: Record<string, string> = {};
  if (trace.getActiveSpan()?.isRecording()) propagation.inject(context.active(), carried);
  return carried;
}
