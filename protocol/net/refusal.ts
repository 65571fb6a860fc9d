/** Why a listener refuses a request before it is routed. */
export interface RequestRefusal {
  status: 401 | 403 | 415 | 421;
  code: "UNAUTHENTICATED" | "FORBIDDEN_ORIGIN" | "UNSUPPORTED_MEDIA_TYPE" | "FORBIDDEN_HOST";
  message: string;
}

/** The answer to a request without the token of its listener. */
export const unauthenticated: RequestRefusal = {
  status: 401,
  code: "UNAUTHENTICATED",
  message: "Send the token of this server as `Authorization: Bearer <token>`.",
};

/** Headers and JSON body of a refusal, the same for every listener. */
export function refusalAnswer({ status, code, message }: RequestRefusal) {
  const body = { errors: [{ message, extensions: { code, retryable: false } }] };
  const challenge: Record<string, string> = status === 401 ? { "www-authenticate": "Bearer" } : {};
  const headers = { "content-type": "application/json", ...challenge };
  return { status, headers, body: JSON.stringify(body) };
}
