/** Identifies a span, and says whether its trace is recorded. */
export interface TraceRef {
  /** 32 hex digits. */
  traceId: string;
  /** 16 hex digits. */
  spanId: string;
  sampled: boolean;
}

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Parses a W3C `traceparent`; null if there is none, or it is malformed or all zero. */
export function readTraceparent(text: string | null | undefined): TraceRef | null {
  const [, traceId = "", spanId = "", flags = ""] = shape.exec(text ?? "") ?? [];
  if (!/[1-9a-f]/.test(traceId) || !/[1-9a-f]/.test(spanId)) return null;
  return { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1 };
}

/** The W3C `traceparent` of a span. */
export function writeTraceparent({ traceId, spanId, sampled }: TraceRef): string {
  return `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}

/**
 * The span of `key`, such as a turn's id, below a trace context. The same key gives the same span in every process and
 * after every restart, also before the span is recorded. Null if there is no context or it is not recorded.
 */
export function spanUnder(traceparent: string | null | undefined, key: string): TraceRef | null {
  const above = readTraceparent(traceparent);
  return above?.sampled ? { ...above, spanId: spanIdOf(key) } : null;
}

/** The same as a `traceparent`; empty if nothing is recorded, which clears the previous one in a workflow. */
export function traceparentUnder(traceparent: string | null | undefined, key: string): string {
  const span = spanUnder(traceparent, key);
  return span ? writeTraceparent(span) : "";
}

/** The span id of a scheduled activity, the same for the workflow, which exports the span, and for the activity. */
export function activitySpanId(runId: string, activityId: string): string {
  return spanIdOf(`${runId}/${activityId}`);
}

/** 16 hex digits from a key, never all zero: two 32-bit FNV-1a hashes with different offsets. */
export function spanIdOf(key: string): string {
  const id = hash32(key, 0x811c9dc5) + hash32(key, 0x9747b28c);
  return /[1-9a-f]/.test(id) ? id : "0000000000000001";
}

function hash32(text: string, begin: number): string {
  let hash = begin;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // The low bits of FNV are weak for keys that differ only at the end.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, "0");
}
