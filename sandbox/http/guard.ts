/** The input of the guard; header values as received, undefined if absent. */
export type Asked = {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
  contentType: string | undefined;
  hasBody: boolean;
};

/** Why a request is rejected, and the status of the response. */
export type Refusal = { status: 403 | 415 | 421; reason: string };

const ownHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Rejects requests of foreign hosts, origins and sites, so that no web page can use this server. `also` is an origin that
 * is allowed besides the server's own (yahoo-finance2 sends Yahoo's with its crumb request), `named` are host names that
 * are allowed besides those of loopback.
 */
export function guard(
  asked: Asked,
  also?: string,
  named: readonly string[] = [],
): Refusal | undefined {
  const host = asked.host ?? "";
  const isNamed = named.includes(host.toLowerCase().replace(/:\d{1,5}$/, ""));
  if (!isNamed && !ownHost.test(host)) return { status: 421, reason: "foreign host" };
  const own = asked.origin === undefined || asked.origin === `http://${host}`;
  if (!own && asked.origin !== also) return { status: 403, reason: "foreign origin" };
  const site = asked.fetchSite ?? "none";
  if (site !== "none" && site !== "same-origin") return { status: 403, reason: "foreign site" };
  const writes = asked.method === "POST" || (asked.hasBody && asked.method !== "GET");
  if (writes && !/^application\/json\s*(?:;|$)/i.test(asked.contentType ?? "")) {
    return { status: 415, reason: "only application/json" };
  }
  return undefined;
}
