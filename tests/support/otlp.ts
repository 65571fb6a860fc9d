/** Values of attributes, as OTLP/JSON writes them. */
interface OtlpValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string | number;
  doubleValue?: number;
  arrayValue?: { values?: OtlpValue[] };
  kvlistValue?: { values?: OtlpAttribute[] };
  bytesValue?: string;
}
interface OtlpAttribute {
  key: string;
  value?: OtlpValue;
}
interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind?: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes?: OtlpAttribute[];
  events?: { name: string; attributes?: OtlpAttribute[] }[];
  links?: { traceId: string; spanId: string; attributes?: OtlpAttribute[] }[];
  status?: { code?: number; message?: string };
}
interface OtlpPoints {
  dataPoints?: Record<string, unknown>[];
  isMonotonic?: boolean;
}
interface OtlpMetric {
  name: string;
  unit?: string;
  description?: string;
  sum?: OtlpPoints;
  gauge?: OtlpPoints;
  histogram?: OtlpPoints;
  exponentialHistogram?: OtlpPoints;
}
interface OtlpLog {
  timeUnixNano?: string;
  severityText?: string;
  body?: OtlpValue;
  attributes?: OtlpAttribute[];
  traceId?: string;
  spanId?: string;
  eventName?: string;
}
interface Scoped {
  scope?: { name?: string };
  spans?: OtlpSpan[];
  metrics?: OtlpMetric[];
  logRecords?: OtlpLog[];
}
interface OtlpPart {
  resource?: { attributes?: OtlpAttribute[] };
  scopeSpans?: Scoped[];
  scopeMetrics?: Scoped[];
  scopeLogs?: Scoped[];
}
/** The body of an OTLP/HTTP request in JSON. */
export interface OtlpBody {
  resourceSpans?: OtlpPart[];
  resourceMetrics?: OtlpPart[];
  resourceLogs?: OtlpPart[];
}

/** Attributes by name. */
export type Attributes = Record<string, unknown>;
/** What all signals have: the process (`service.name`), its resource attributes, and the library's scope. */
interface Source {
  process: string;
  resource: Attributes;
  scope: string;
}
/** A finished span. Ids in hex, times in ms since 1970. */
export interface SeenSpan extends Source {
  traceId: string;
  spanId: string;
  parentId: string | null;
  name: string;
  kind: "internal" | "server" | "client" | "producer" | "consumer";
  startMs: number;
  endMs: number;
  attributes: Attributes;
  events: { name: string; attributes: Attributes }[];
  links: { traceId: string; spanId: string; attributes: Attributes }[];
  status: "unset" | "ok" | "error";
}
/** One metric of one export. Points keep what OTLP has, with their attributes as a record. */
export interface SeenMetric extends Source {
  name: string;
  unit: string;
  description: string;
  type: "sum" | "gauge" | "histogram" | "exponentialHistogram" | "none";
  monotonic: boolean;
  points: (Record<string, unknown> & { attributes: Attributes })[];
}
/** One log record. */
export interface SeenLog extends Source {
  atMs: number;
  severity: string;
  event: string;
  body: unknown;
  attributes: Attributes;
  traceId: string | null;
  spanId: string | null;
}

const kinds = ["internal", "internal", "server", "client", "producer", "consumer"] as const;
const statuses = ["unset", "ok", "error"] as const;
const types = ["sum", "gauge", "histogram", "exponentialHistogram"] as const;
const ms = (nanos: string | undefined) => Number(BigInt(nanos ?? 0) / 1_000n) / 1_000;

/** Spans of a body, in its order. */
export function spansOf({ resourceSpans = [] }: OtlpBody): SeenSpan[] {
  return resourceSpans.flatMap((part) =>
    scopesOf(part, part.scopeSpans).flatMap(([source, { spans = [] }]) =>
      spans.map((span) => ({ ...source, ...seenSpan(span) }))
    )
  );
}

/** Metrics of a body, in its order. */
export function metricsOf({ resourceMetrics = [] }: OtlpBody): SeenMetric[] {
  return resourceMetrics.flatMap((part) =>
    scopesOf(part, part.scopeMetrics).flatMap(([source, { metrics = [] }]) =>
      metrics.map((metric) => ({ ...source, ...seenMetric(metric) }))
    )
  );
}

/** Log records of a body, in its order. */
export function logsOf({ resourceLogs = [] }: OtlpBody): SeenLog[] {
  return resourceLogs.flatMap((part) =>
    scopesOf(part, part.scopeLogs).flatMap(([source, { logRecords = [] }]) =>
      logRecords.map((record) => ({ ...source, ...seenLog(record) }))
    )
  );
}

function scopesOf(part: OtlpPart, scopes: Scoped[] = []): [Source, Scoped][] {
  const resource = record(part.resource?.attributes);
  const process = String(resource["service.name"] ?? "");
  return scopes.map((scoped) => [{ process, resource, scope: scoped.scope?.name ?? "" }, scoped]);
}

function seenSpan(span: OtlpSpan): Omit<SeenSpan, keyof Source> {
  const { traceId, spanId, parentSpanId, name, events = [], links = [] } = span;
  return {
    ...{ traceId, spanId, name, parentId: parentSpanId || null },
    kind: kinds[span.kind ?? 0] ?? "internal",
    startMs: ms(span.startTimeUnixNano),
    endMs: ms(span.endTimeUnixNano),
    attributes: record(span.attributes),
    events: events.map((e) => ({ name: e.name, attributes: record(e.attributes) })),
    links: links.map((l) => ({ ...l, attributes: record(l.attributes) })),
    status: statuses[span.status?.code ?? 0] ?? "unset",
  };
}

function seenMetric(metric: OtlpMetric): Omit<SeenMetric, keyof Source> {
  const type = types.find((t) => metric[t] !== undefined);
  const source = type ? metric[type] : undefined;
  return {
    name: metric.name,
    unit: metric.unit ?? "",
    description: metric.description ?? "",
    type: type ?? "none",
    monotonic: source?.isMonotonic ?? false,
    points: (source?.dataPoints ?? []).map((point) => ({
      ...point,
      attributes: record(point.attributes as OtlpAttribute[] | undefined),
    })),
  };
}

function seenLog(log: OtlpLog): Omit<SeenLog, keyof Source> {
  return {
    atMs: ms(log.timeUnixNano),
    severity: log.severityText ?? "",
    event: log.eventName ?? "",
    body: value(log.body),
    attributes: record(log.attributes),
    traceId: log.traceId || null,
    spanId: log.spanId || null,
  };
}

function record(attributes: OtlpAttribute[] = []): Attributes {
  return Object.fromEntries(attributes.map((a) => [a.key, value(a.value)]));
}

function value(given: OtlpValue | undefined): unknown {
  if (given === undefined) return null;
  if (given.intValue !== undefined) return Number(given.intValue);
  if (given.arrayValue) return (given.arrayValue.values ?? []).map(value);
  if (given.kvlistValue) return record(given.kvlistValue.values);
  return given.stringValue ?? given.boolValue ?? given.doubleValue ?? given.bytesValue ?? null;
}
