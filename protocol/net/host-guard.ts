/** What of a request the guard looks at. Header names in lower case; absent is null. */
export interface GuardedRequest {
  method: string;
  /** `Host` header. */
  host: string | null;
  origin: string | null;
  secFetchSite: string | null;
  contentType: string | null;
}

/** Why a request is refused. */
export interface Refused {
  status: 403 | 415 | 421;
  code: "FORBIDDEN_HOST" | "FORBIDDEN_ORIGIN" | "UNSUPPORTED_MEDIA_TYPE";
  message: string;
}

/**
 * Keeps web pages of other origins, and names that only resolve here (DNS rebinding), from driving a local API.
 * `hosts` are the `Host` values that are ours, port included. Null: let it in.
 */
export function guardRequest(request: GuardedRequest, hosts: readonly string[]): Refused | null {
  return checkHost(request, hosts) ?? checkOrigin(request, hosts) ?? checkMediaType(request);
}

function checkHost({ host }: GuardedRequest, hosts: readonly string[]): Refused | null {
  if (host !== null && hosts.includes(host.toLowerCase())) return null;
  const message = `This server answers to ${hosts.join(", ")} only.`;
  return { status: 421, code: "FORBIDDEN_HOST", message };
}

function checkOrigin(
  { origin, secFetchSite }: GuardedRequest,
  hosts: readonly string[],
): Refused | null {
  const ours = origin === null ||
    hosts.some((h) => [`http://${h}`, `https://${h}`].includes(origin.toLowerCase()));
  const sameSite = secFetchSite === null || ["same-origin", "none"].includes(secFetchSite);
  if (ours && sameSite) return null;
  const message = "Web pages of another origin may not call this server.";
  return { status: 403, code: "FORBIDDEN_ORIGIN", message };
}

function checkMediaType({ method, contentType }: GuardedRequest): Refused | null {
  if (method !== "POST") return null;
  if (contentType?.split(";")[0]?.trim().toLowerCase() === "application/json") return null;
  const message = "Send POST bodies as application/json.";
  return { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message };
}

/** The `Host` values of a loopback listener. */
export function loopbackHosts(port: number): string[] {
  return ["127.0.0.1", "localhost", "[::1]"].map((h) => `${h}:${port}`);
}
