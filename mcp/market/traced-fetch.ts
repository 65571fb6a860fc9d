import { SpanKind } from "@opentelemetry/api";
import { attributes } from "../../telemetry/attributes.ts";
import { failed, inSpan, withoutTracing } from "../../telemetry/span.ts";

/**
 * Fetches in a span with the host's name. Deno's own span of a fetch is not recorded: it would contain the complete
 * address, with the crumb and the query.
 */
export async function tracedFetch(target: URL, init: RequestInit): Promise<Response> {
  const method = init.method ?? "GET";
  const spanAttributes = {
    [attributes.httpMethod]: method,
    [attributes.serverAddress]: target.hostname,
  };
  const start = { kind: SpanKind.CLIENT, attributes: spanAttributes };
  return await inSpan(method, start, async (span) => {
    const response = await withoutTracing(() => fetch(target, init));
    span.setAttribute(attributes.httpStatus, response.status);
    if (response.status >= 400) failed(span, String(response.status));
    return response;
  });
}
