/** Headers that a page may send. */
const sent = [
  "accept",
  "authorization",
  "content-type",
  "last-event-id",
  "traceparent",
  "x-access-reason",
  "x-request-id",
];
/** Headers that a page may read, besides the few that it always may. */
const read = ["ratelimit", "ratelimit-policy", "retry-after", "www-authenticate", "x-request-id"];
/** For how long a browser keeps the answer to a preflight, s. */
const keptS = 7_200;

const isGraphql = (request: Request) => new URL(request.url).pathname === "/graphql";

/** The answer to a browser that asks whether a page of an allowed origin may call; null for another request. */
export function preflight(request: Request, origins: readonly string[]): Response | null {
  const { method, headers } = request;
  const isAsked = method === "OPTIONS" && headers.has("access-control-request-method");
  if (!isAsked || !isGraphql(request) || !isAllowed(request, origins)) return null;
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": sent.join(", "),
      "access-control-max-age": `${keptS}`,
    },
  });
}

/**
 * Lets pages of the allowed origins read the answers of /graphql. Without `access-control-allow-credentials`: a browser
 * sends no cookie, and a page has to send a token.
 */
export function withCors(
  request: Request,
  response: Response,
  origins: readonly string[],
): Response {
  if (origins.length === 0 || !isGraphql(request)) return response;
  const { headers } = response;
  headers.append("vary", "Origin");
  if (!isAllowed(request, origins)) return response;
  headers.set("access-control-allow-origin", request.headers.get("origin") ?? "");
  headers.set("access-control-expose-headers", read.join(", "));
  return response;
}

const isAllowed = ({ headers }: Request, origins: readonly string[]) =>
  origins.includes(headers.get("origin")?.toLowerCase() ?? "");
