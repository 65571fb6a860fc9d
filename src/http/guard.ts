import { guardedRequest, type GuardHints, guardRequest } from "../../protocol/net/host-guard.ts";
import { isLoopback } from "../../protocol/net/loopback.ts";
import { refusalAnswer } from "../../protocol/net/refusal.ts";
import { isOperation, isPage } from "./paths.ts";

/** What the API accepts. */
export interface ApiGuard {
  /** Values of `Host`. */
  hosts: () => readonly string[];
  /** Origins of other sites whose pages may call operations. */
  origins: readonly string[];
}

const hints: GuardHints = {
  host: "ALLOWED_HOSTS lets it answer to other names, and ALLOWED_ORIGINS to the proxy of a " +
    "development server, such as ALLOWED_ORIGINS=http://localhost:5173.",
  origin: "ALLOWED_ORIGINS lets pages of exact origins call /graphql, /bridges and /mcp/agents.",
};

/** The check of each request and handshake before it is routed; null lets it pass. */
export function apiGuard({ hosts, origins }: ApiGuard): (request: Request) => Response | null {
  const proxied = proxiedHosts(origins);
  return (request) => {
    const refusal = guardRequest(guardedRequest(request), {
      hosts: hosts(),
      proxied,
      origins: isOperation(request) ? origins : [],
      isPage: isPage(request),
      // Clients of OpenAI cancel a response by a POST without a body.
      isBodyOptional: new URL(request.url).pathname.startsWith("/bridges/"),
      hints,
    });
    if (refusal === null) return null;
    const { status, headers, body } = refusalAnswer(refusal);
    return new Response(body, { status, headers });
  };
}

/**
 * A development server on this machine passes the requests of its page on with its own `Host`. No page has that name on
 * the API's port by rebinding: browsers send the port to which they connect.
 */
function proxiedHosts(origins: readonly string[]): string[] {
  return origins.map((origin) => new URL(origin))
    .filter(({ hostname, port }) => isLoopback(hostname) && port !== "")
    .map(({ host }) => host);
}
