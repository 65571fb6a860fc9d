import { context, propagation, type Span, SpanKind, trace } from "@opentelemetry/api";
import { attributes } from "../../telemetry/attributes.ts";
import { failed, inSpan } from "../../telemetry/span.ts";

type Fetch = typeof fetch;

/**
 * `inner` with a client span for each request that is made inside a recorded span. The span ends with the head of the
 * response; the request carries the trace context. Paths and queries are omitted, since they may contain secrets and
 * user content. Outside a recorded span, such as in periodic tasks, it is `inner` alone.
 */
export function tracedFetch(inner: Fetch): Fetch {
  return async (input, init) => {
    if (!trace.getActiveSpan()?.isRecording()) return await inner(input, init);
    const { method, url } = describe(input, init);
    const start = {
      kind: SpanKind.CLIENT,
      attributes: {
        [attributes.httpMethod]: method,
        [attributes.serverAddress]: url.hostname,
        [attributes.serverPort]: Number(url.port) || (url.protocol === "https:" ? 443 : 80),
      },
    };
    return await inSpan(method, start, async (span) => {
      const response = await inner(...withTraceContext(input, init));
      recordStatus(span, response.status);
      return response;
    });
  };
}

function describe(input: Parameters<Fetch>[0], init: RequestInit | undefined) {
  const request = input instanceof Request ? input : null;
  const url = new URL(request?.url ?? String(input));
  return { url, method: (init?.method ?? request?.method ?? "GET").toUpperCase() };
}

/** The same request with `traceparent` among its headers. */
function withTraceContext(
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
): Parameters<Fetch> {
  const given = init?.headers ?? (input instanceof Request ? input.headers : undefined);
  const headers = new Headers(given);
  propagation.inject(context.active(), headers, { set: (to, name, value) => to.set(name, value) });
  return [input, { ...init, headers }];
}

function recordStatus(span: Span, status: number) {
  span.setAttribute(attributes.httpStatus, status);
  if (status >= 400) failed(span, String(status));
}
