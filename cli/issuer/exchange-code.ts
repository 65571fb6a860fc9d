import { isLoopback } from "../../protocol/net/loopback.ts";
import type { IssuerState } from "./issuer-state.ts";
import type { SignInCodes } from "./sign-in-codes.ts";
import { signToken, type TokenRequest, usualTtl } from "./sign-token.ts";

/** True for a page that exchanges its code: OAuth's own form, not the JSON of the command line. */
export const isFormRequest = ({ headers }: Request): boolean =>
  headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;

/** True for a page of this machine: the console is served there. */
export function isLocalPage({ headers }: Request): boolean {
  const origin = URL.parse(headers.get("origin") ?? "");
  return origin?.protocol === "http:" && isLoopback(origin.hostname);
}

/** The token endpoint for pages (RFC 6749 4.1.3 and 6): a code with its verifier, or a refresh token. */
export async function exchangeCode(
  request: Request,
  { state, codes }: { state: IssuerState; codes: SignInCodes },
): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const get = (name: string) => form.get(name) ?? "";
  const wanted = get("grant_type") === "refresh_token"
    ? codes.refresh(get("refresh_token"))
    : codes.exchange(get("code"), {
      verifier: get("code_verifier"),
      redirectUri: get("redirect_uri"),
      clientId: get("client_id"),
    });
  const headers = {
    "access-control-allow-origin": request.headers.get("origin") ?? "",
    "cache-control": "no-store",
  };
  if (!wanted) return Response.json({ error: "invalid_grant" }, { status: 400, headers });
  return Response.json(await tokensOf(wanted, state, codes), { headers });
}

async function tokensOf(wanted: TokenRequest, state: IssuerState, codes: SignInCodes) {
  return {
    access_token: await signToken(state, wanted),
    token_type: "Bearer",
    expires_in: wanted.ttl ?? usualTtl,
    refresh_token: codes.refreshToken(wanted),
  };
}
