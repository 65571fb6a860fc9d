import { isTicket, ticketFor } from "../../protocol/auth/stream-ticket.ts";
import { operationHash } from "../../store/mod.ts";
import { wantsEvents } from "../../protocol/net/event-stream.ts";
import { problem } from "../http/problem.ts";

/** Names under which clients of other services send tokens. */
const refused = [
  ...["access_token", "api_key", "api-key", "apikey", "auth", "authorization", "bearer"],
  ...["id_token", "jwt", "key", "session", "token"],
];
/** Parameters of GraphQL, whose values are text of the caller. */
const graphql = ["query", "variables", "operationName", "extensions"];
/** The beginning of an API key, a session token, or a JWT. */
const tokenForm = /^(Bearer\s+)?(tmk_|eyJ[\w-]+\.[\w-]+\.)/i;

/** The name of a parameter that contains a token; null for none. URLs are logged, kept in histories and sent on. */
export function tokenParameter({ searchParams }: URL): string | null {
  const found = [...searchParams].find(([name, value]) =>
    refused.includes(name.toLowerCase()) || (!graphql.includes(name) && tokenForm.test(value))
  );
  return found?.[0] ?? null;
}

/** The answer to a request with a token in its URL; null where there is none. */
export function refuseTokenInUrl({ url }: Request): Response | null {
  const name = tokenParameter(new URL(url));
  if (name === null) return null;
  const message = `The parameter ${name.slice(0, 50)} may contain a token, which a URL must not: ` +
    "send it as `Authorization: Bearer <token>`, or create a ticket with createStreamTicket.";
  return problem(400, "BAD_REQUEST", message);
}

/**
 * The ticket of a request for an event stream, with the operation that it is used for; null where it has none. A
 * Response: the request has a ticket and is none for an event stream. A bridge runs operations of its own, which a ticket
 * does not name.
 */
export function ticketOf(request: Request): string | Response | null {
  const { pathname, searchParams } = new URL(request.url);
  const ticket = searchParams.get("ticket");
  if (ticket === null) return null;
  const isOfStream = pathname === "/graphql" && request.method === "GET" && wantsEvents(request);
  if (!isOfStream || !isTicket(ticket)) {
    const message = "A ticket opens an event stream by GET /graphql, and nothing else.";
    return problem(400, "BAD_REQUEST", message);
  }
  return ticketFor(
    ticket,
    operationHash({
      query: searchParams.get("query") ?? "",
      operationName: searchParams.get("operationName"),
      variables: JSON.parse(searchParams.get("variables") || "{}"),
    }),
  );
}
