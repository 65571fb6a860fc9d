import {
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type TextMapGetter,
} from "@opentelemetry/api";
import { attributes } from "../../telemetry/attributes.ts";
import { failed, inSpan } from "../../telemetry/span.ts";

const fromHeaders: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

/**
 * Answers a request in a span of its own, below the caller's where it sent one; `dropRuntimeSpan` drops Deno's. The
 * span is named by the route: links to files and reports are secrets, and a query may contain what a user wrote. It
 * ends when the answer begins.
 */
export function inRequestSpan(
  request: Request,
  answer: () => Promise<Response>,
): Promise<Response> {
  const { method, headers, url } = request;
  const { origin, pathname } = new URL(url);
  const route = routeOf(pathname);
  return inSpan(`${method} ${route}`, {
    kind: SpanKind.SERVER,
    parent: propagation.extract(ROOT_CONTEXT, headers, fromHeaders),
    attributes: {
      [attributes.httpMethod]: method,
      [attributes.httpRoute]: route,
      [attributes.urlFull]: `${origin}${route}`,
      [attributes.urlPath]: route,
    },
  }, (span) => withStatus(span, answer()));
}

async function withStatus(span: Span, answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  span.setAttribute(attributes.httpStatus, response.status);
  if (response.status >= 500) failed(span, `${response.status}`);
  return response;
}

/** Routes by the beginning of their path: an agent and an id are names that clients choose. */
const bridgeRoutes: readonly [path: string, route: string][] = [
  ["/bridges/ag-ui/", "/bridges/ag-ui/{agent}"],
  ["/bridges/openai/v1/models", "/bridges/openai/v1/models"],
  ["/bridges/openai/v1/responses", "/bridges/openai/v1/responses"],
  ["/bridges/openai/v1/chat/completions", "/bridges/openai/v1/chat/completions"],
  ["/mcp/agents", "/mcp/agents"],
];

/** The path with its variable parts replaced. */
export function routeOf(pathname: string): string {
  if (["/", "/graphql", "/livez", "/readyz"].includes(pathname)) return pathname;
  const bridge = bridgeRoutes.find(([path]) => pathname.startsWith(path));
  if (bridge) return bridge[1];
  const [, first = ""] = pathname.split("/");
  if (first === "graphiql") return "/graphiql/{file}";
  return first === "files" || first === "research" ? `/${first}/{link}` : "/{unknown}";
}
