import { isLoopback } from "./loopback.ts";
import type { RequestRefusal } from "./refusal.ts";

/** What the guard reads of a request. */
export interface GuardedRequest {
  method: string;
  /** The value of a header by its lower-case name; null or undefined where it is absent. */
  header(name: string): string | null | undefined;
}

/** The hosts and origins that a listener accepts. */
export interface GuardOptions {
  /** Values of `Host`: `name:port`, or `name` for any port, in lower case. */
  hosts: readonly string[];
  /** Further values of `Host`, by which proxies on this machine name themselves. */
  proxied?: readonly string[];
  /** Origins of other sites whose pages may call it, in lower case. */
  origins?: readonly string[];
  /** The request is for a page that a link of any site may open. */
  isPage?: boolean;
  /** A POST without a body and a type is let in: nothing at this path reads an order from its address. */
  isBodyOptional?: boolean;
  /** What refusals advise. */
  hints?: GuardHints;
}

/** How an operator allows what was refused: names of variables. */
export interface GuardHints {
  host?: string;
  origin?: string;
}

/**
 * Keeps web pages of other origins, also those whose names were rebound to this address (DNS rebinding), from calling a
 * local server. Null: the request may be served.
 */
export function guardRequest(
  request: GuardedRequest,
  options: GuardOptions,
): RequestRefusal | null {
  return checkHost(request, options) ?? checkOrigin(request, options) ??
    checkMediaType(request, options);
}

/** What the guard reads of a request of the Fetch API. */
export const guardedRequest = ({ method, headers }: Request): GuardedRequest => ({
  method,
  header: (name) => headers.get(name),
});

/** What the guard reads of a request of `node:http`. */
export const guardedMessage = (
  { method = "GET", headers }: {
    method?: string;
    headers: Record<string, string | string[] | undefined>;
  },
): GuardedRequest => ({ method, header: (name) => headers[name]?.toString() });

function checkHost(
  { header }: GuardedRequest,
  { hosts, proxied = [], hints }: GuardOptions,
): RequestRefusal | null {
  const host = header("host")?.toLowerCase() ?? "";
  const isOwn = [host, withoutPort(host)].some((one) => hosts.includes(one));
  if (host !== "" && (isOwn || proxied.includes(host))) return null;
  const message = advised(`This server answers to ${hosts.join(", ")} only.`, hints?.host);
  return { status: 421, code: "FORBIDDEN_HOST", message };
}

const advised = (message: string, hint: string | undefined) =>
  hint === undefined ? message : `${message} ${hint}`;

const withoutPort = (host: string) => host.replace(/:\d{1,5}$/, "");

function checkOrigin(
  request: GuardedRequest,
  { hosts, origins = [], isPage = false, hints }: GuardOptions,
): RequestRefusal | null {
  const { header } = request;
  if (isPage && isNavigation(request)) return null;
  const origin = header("origin")?.toLowerCase();
  if (origin !== undefined && origins.includes(origin)) return null;
  const site = header("sec-fetch-site") ?? "none";
  const host = header("host")?.toLowerCase() ?? "";
  const isOwn = origin === undefined ||
    [...hosts.filter((one) => one !== withoutPort(one)), host].some((one) =>
      isOriginOf(origin, one)
    );
  if (isOwn && ["same-origin", "none"].includes(site)) return null;
  const message = advised("Web pages of another origin may not call this server.", hints?.origin);
  return { status: 403, code: "FORBIDDEN_ORIGIN", message };
}

/** A person follows a link in a window, or types an address: no page reads the answer, and it is in no frame. */
const isNavigation = ({ method, header }: GuardedRequest) =>
  method === "GET" && header("origin") == null && header("sec-fetch-mode") === "navigate" &&
  header("sec-fetch-dest") === "document";

/** A proxy may add TLS to a host that an operator named, never to loopback. */
function isOriginOf(origin: string, host: string): boolean {
  return origin === `http://${host}` ||
    (origin === `https://${host}` && !isLoopback(withoutPort(host)));
}

/** A page may send other types to another origin without asking first. */
function checkMediaType(
  { method, header }: GuardedRequest,
  { isBodyOptional = false }: GuardOptions,
): RequestRefusal | null {
  const hasBody = header("transfer-encoding") != null || Number(header("content-length") ?? 0) > 0;
  if (method !== "POST" && (!hasBody || method === "GET")) return null;
  if (isBodyOptional && !hasBody && header("content-type") == null) return null;
  if (header("content-type")?.split(";")[0]?.trim().toLowerCase() === "application/json") {
    return null;
  }
  const message = "Send the body as application/json. No variable allows another type, since " +
    "pages of any site may send others without asking.";
  return { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message };
}
