import { SpanKind } from "@opentelemetry/api";
import { attributes } from "../../telemetry/attributes.ts";
import { failed, inSpan, withoutTracing } from "../../telemetry/span.ts";

/**
 * Fetches from the market in a span that names its host. The span that Deno makes of every fetch by itself would hold
 * the whole address, and with it the crumb and what was asked for, so that one is not recorded.
 */
export async function tracedFetch(target: URL, init: RequestInit): Promise<Response> {
  const method = init.method ?? "GET";
  const told = { [attributes.httpMethod]: method, [attributes.serverAddress]: target.hostname };
  const start = { kind: SpanKind.CLIENT, attributes: told };
  return await inSpan(method, start, async (span) => {
    const response = await withoutTracing(() => fetch(target, init));
    span.setAttribute(attributes.httpStatus, response.status);
    if (response.status >= 400) failed(span, String(response.status));
    return response;
  });
}
