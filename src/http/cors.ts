import { isOperation } from "./paths.ts";

/** Headers that a page may send: those of GraphQL, and those that clients of the bridges add by themselves. */
const sent = new Set([
  "accept",
  "authorization",
  "content-type",
  "idempotency-key",
  "last-event-id",
  "traceparent",
  "x-access-reason",
  "x-conversation-key",
  "x-request-id",
]);
const sentFamilies = /^(?:mcp|openai|x-stainless)-[a-z-]+$/;
/** Headers that a page may read, besides the few that it always may. */
const read = [
  "mcp-protocol-version",
  "mcp-session-id",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "www-authenticate",
  "x-conversation-id",
  "x-request-id",
];
/** For how long a browser keeps the answer to a preflight, s. */
const keptS = 7_200;

/** The answer to a browser that asks whether a page of an allowed origin may call; null for another request. */
export function preflight(request: Request, origins: readonly string[]): Response | null {
  const { method, headers } = request;
  const isAsked = method === "OPTIONS" && headers.has("access-control-request-method");
  if (!isAsked || !isOperation(request) || !isAllowed(request, origins)) return null;
  const asked = headers.get("access-control-request-headers") ?? "";
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, POST, DELETE",
      "access-control-allow-headers": allowedOf(asked).join(", "),
      "access-control-max-age": `${keptS}`,
      vary: "Access-Control-Request-Headers",
    },
  });
}

const allowedOf = (asked: string) =>
  asked.toLowerCase().split(",").map((name) => name.trim())
    .filter((name) => sent.has(name) || sentFamilies.test(name));

/**
 * Lets pages of the allowed origins read the answers to operations. Without `access-control-allow-credentials`: a browser
 * sends no cookie, and a page has to send a token.
 */
export function withCors(
  request: Request,
  response: Response,
  origins: readonly string[],
): Response {
  if (origins.length === 0 || !isOperation(request)) return response;
  const { headers } = response;
  headers.append("vary", "Origin");
  if (!isAllowed(request, origins)) return response;
  headers.set("access-control-allow-origin", request.headers.get("origin") ?? "");
  headers.set("access-control-expose-headers", read.join(", "));
  return response;
}

const isAllowed = ({ headers }: Request, origins: readonly string[]) =>
  origins.includes(headers.get("origin")?.toLowerCase() ?? "");
