/** One span among all: its trace, itself, and whether the trace is recorded. */
export interface TraceRef {
  /** 32 hex digits. */
  traceId: string;
  /** 16 hex digits. */
  spanId: string;
  sampled: boolean;
}

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Reads a W3C `traceparent`; null when there is none, or it is malformed or all zero. */
export function readTraceparent(text: string | null | undefined): TraceRef | null {
  const [, traceId = "", spanId = "", flags = ""] = shape.exec(text ?? "") ?? [];
  if (!/[1-9a-f]/.test(traceId) || !/[1-9a-f]/.test(spanId)) return null;
  return { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1 };
}

/** A W3C `traceparent` that names this span. */
export function writeTraceparent({ traceId, spanId, sampled }: TraceRef): string {
  return `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}

/**
 * The span of `key` below a trace context: what names the same thing, such as a turn's id, is the same span in every
 * process and after every restart, before anyone has recorded it. Null when there is no context or it is not recorded.
 */
export function spanUnder(traceparent: string | null | undefined, key: string): TraceRef | null {
  const above = readTraceparent(traceparent);
  return above?.sampled ? { ...above, spanId: spanIdOf(key) } : null;
}

/** The same as a `traceparent`; empty where nothing is recorded, for a workflow to forget the one before. */
export function traceparentUnder(traceparent: string | null | undefined, key: string): string {
  const span = spanUnder(traceparent, key);
  return span ? writeTraceparent(span) : "";
}

/** The span of an activity as its workflow scheduled it: the same for the workflow, which tells it, and the activity. */
export function activitySpanId(runId: string, activityId: string): string {
  return spanIdOf(`${runId}/${activityId}`);
}

/** 16 hex digits made of a key, never all zero: two 32-bit FNV-1a hashes with different beginnings. */
export function spanIdOf(key: string): string {
  const id = hash32(key, 0x811c9dc5) + hash32(key, 0x9747b28c);
  return /[1-9a-f]/.test(id) ? id : "0000000000000001";
}

function hash32(text: string, begin: number): string {
  let hash = begin;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // FNV leaves its low bits weak for keys that differ at the end only.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, "0");
}
