import { roles } from "../../protocol/auth/roles.ts";
import { hasBearer } from "../../protocol/net/bearer.ts";
import { isLoopback } from "../../protocol/net/loopback.ts";
import type { IssuerState } from "./issuer-state.ts";
import type { AuthorizationRequest, SignInCodes } from "./sign-in-codes.ts";
import { consoleClient, type TokenRequest } from "./sign-token.ts";
import { requestFaults } from "./token-request.ts";

/** The request of the page that leads its user here; null where it is not one that this issuer serves. */
export function authorizationRequest(parameters: URLSearchParams): AuthorizationRequest | null {
  const get = (name: string) => parameters.get(name) ?? "";
  const redirect = URL.parse(get("redirect_uri"));
  const isServed = get("response_type") === "code" && get("client_id") === consoleClient &&
    get("code_challenge_method") === "S256" && get("code_challenge") !== "";
  if (!isServed || !redirect || !isLoopback(redirect.hostname)) return null;
  return {
    clientId: get("client_id"),
    redirectUri: redirect.href,
    state: get("state"),
    challenge: get("code_challenge"),
  };
}

/** Asks who signs in. Only who can read the state folder knows the secret. */
export function signInPage(state: IssuerState, fault = ""): Response {
  const option = (name: string) => `<option>${escaped(name)}</option>`;
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Issuer</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<main><h1>Sign in for a demonstration</h1>
<p>This issuer gives you any role. It is for this machine alone.</p>
<p role="alert">${escaped(fault)}</p>
<form method="post">
<p><label for="subject">Subject</label> <input id="subject" name="subject" value="ada" required></p>
<p><label for="tenant">Tenant</label> <select id="tenant" name="tenant">${
    state.tenants.map(option).join("")
  }</select></p>
<p><label for="role">Role</label> <select id="role" name="role">${
    roles.map(option).join("")
  }</select></p>
<p><label for="secret">Secret, as the command issuer prints it</label> <input id="secret" name="secret" type="password" required></p>
<p><button>Sign in</button></p>
</form></main></html>`;
  return new Response(text, {
    status: fault === "" ? 200 : 400,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
    },
  });
}

/** Answers the form: back to the page with a code, or the form again with what is wrong. */
export function signedIn(
  form: URLSearchParams,
  request: AuthorizationRequest,
  { state, codes }: { state: IssuerState; codes: SignInCodes },
): Response {
  const get = (name: string) => form.get(name) ?? "";
  if (!hasBearer(`Bearer ${get("secret")}`, state.secret)) {
    return signInPage(state, "Wrong secret.");
  }
  const wanted: TokenRequest = {
    ...{ tenant: get("tenant"), subject: get("subject"), roles: [get("role")], ttl: ttlOf(form) },
  };
  const faults = requestFaults(wanted, state.tenants);
  if (faults.length > 0) return signInPage(state, faults.join("; "));
  const back = new URL(request.redirectUri);
  back.searchParams.set("code", codes.issue(wanted, request));
  back.searchParams.set("state", request.state);
  return new Response(null, { status: 303, headers: { location: back.href } });
}

/** A test may ask for short tokens. */
const ttlOf = (form: URLSearchParams) => Number(form.get("ttl") ?? 600);

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
