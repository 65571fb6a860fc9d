/** What the guard looks at in a request. Headers are null when absent. */
export interface GuardedRequest {
  method: string;
  host: string | null;
  origin: string | null;
  secFetchSite: string | null;
  contentType: string | null;
}

/** Why a request is turned away, and the status that says so. */
export interface Refusal {
  status: 403 | 415 | 421;
  reason: "foreign_host" | "foreign_origin" | "foreign_site" | "not_json";
}

/**
 * Whether a request may come in at all; undefined means yes. Keeps web pages of other origins out
 * (also by DNS rebinding): the Host must be one of `hostnames` (any port, IPv6 in brackets), an
 * Origin must be that very host, a browser must say same-origin or none, and a POST must be JSON,
 * which no page can send elsewhere without being asked first.
 */
export function checkRequest(
  facts: GuardedRequest,
  hostnames: readonly string[],
): Refusal | undefined {
  const host = parseHost(facts.host);
  if (!host || !hostnames.includes(host.hostname)) return { status: 421, reason: "foreign_host" };
  if (facts.origin !== null && originHost(facts.origin) !== host.host) {
    return { status: 403, reason: "foreign_origin" };
  }
  if (facts.secFetchSite !== null && !["same-origin", "none"].includes(facts.secFetchSite)) {
    return { status: 403, reason: "foreign_site" };
  }
  if (facts.method === "POST" && !isJson(facts.contentType)) {
    return { status: 415, reason: "not_json" };
  }
  return undefined;
}

/** Reads the facts off a request. */
export function guardedRequest(request: Request): GuardedRequest {
  const { method, headers } = request;
  return {
    method,
    host: headers.get("host"),
    origin: headers.get("origin"),
    secFetchSite: headers.get("sec-fetch-site"),
    contentType: headers.get("content-type"),
  };
}

/** Only a bare host and port pass: no credentials, no path. */
function parseHost(header: string | null): URL | undefined {
  if (!header || !/^[\w.:[\]-]+$/.test(header)) return undefined;
  return URL.parse(`http://${header}`) ?? undefined;
}

function originHost(origin: string): string | undefined {
  const url = URL.parse(origin);
  return url && url.protocol === "http:" ? url.host : undefined;
}

function isJson(contentType: string | null): boolean {
  return contentType?.split(";")[0]?.trim().toLowerCase() === "application/json";
}
