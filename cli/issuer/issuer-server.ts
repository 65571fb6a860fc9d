import { hasBearer } from "../../protocol/net/bearer.ts";
import { guardedRequest, guardRequest } from "../../protocol/net/host-guard.ts";
import { loopbackHosts } from "../../protocol/net/loopback.ts";
import { refusalAnswer, type RequestRefusal, unauthenticated } from "../../protocol/net/refusal.ts";
import { exchangeCode, isFormRequest, isLocalPage } from "./exchange-code.ts";
import { type IssuerState, publicKeys } from "./issuer-state.ts";
import { SignInCodes } from "./sign-in-codes.ts";
import { authorizationRequest, signedIn, signInPage } from "./sign-in-page.ts";
import { signToken, type TokenRequest, usualTtl } from "./sign-token.ts";
import { requestFaults } from "./token-request.ts";

/** Codes of sign-ins at issuers of this process. */
const codes = new SignInCodes();

/**
 * Answers a request to the issuer: discovery, keys, the sign-in page, and the token endpoint, which needs the issuer's
 * secret or a code of a sign-in. `state` is read for each request, so that a rotation takes effect at once.
 */
export async function answerIssuer(request: Request, state: IssuerState): Promise<Response> {
  const { port, pathname } = new URL(request.url);
  const isExchange = request.method === "POST" && pathname === "/token" && isFormRequest(request);
  if (isExchange && isLocalPage(request)) return await exchangeCode(request, { state, codes });
  if (pathname === "/authorize") return await authorize(request, state);
  const refusal = guardRequest(guardedRequest(request), { hosts: loopbackHosts(Number(port)) });
  if (refusal) return refused(refusal);
  if (request.method === "POST" && pathname === "/token") return await issue(request, state);
  if (request.method !== "GET") return Response.json({ error: "not found" }, { status: 404 });
  if (pathname === "/jwks") return Response.json(publicKeys(state));
  if (pathname !== "/.well-known/openid-configuration") {
    return Response.json({ error: "not found" }, { status: 404 });
  }
  const { issuer } = state;
  return Response.json({
    issuer,
    jwks_uri: `${issuer}/jwks`,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
  });
}

/** The sign-in page. A link of a page of this machine leads here; the form is sent by the page itself. */
async function authorize(request: Request, state: IssuerState): Promise<Response> {
  const { port, searchParams } = new URL(request.url);
  const hosts = loopbackHosts(Number(port));
  const isHost = hosts.includes(request.headers.get("host")?.toLowerCase() ?? "");
  const wanted = isHost ? authorizationRequest(searchParams) : null;
  if (!wanted) return Response.json({ error: "invalid_request" }, { status: 400 });
  if (request.method === "GET") return signInPage(state);
  if (request.method !== "POST" || request.headers.get("sec-fetch-site") === "cross-site") {
    return Response.json({ error: "invalid_request" }, { status: 400 });
  }
  return signedIn(new URLSearchParams(await request.text()), wanted, { state, codes });
}

async function issue(request: Request, state: IssuerState): Promise<Response> {
  if (!hasBearer(request.headers.get("authorization"), state.secret)) {
    return refused(unauthenticated);
  }
  const wanted: TokenRequest = await request.json().catch(() => ({}));
  const faults = requestFaults(wanted, state.tenants);
  if (faults.length > 0) {
    const body = { error: "invalid_request", error_description: faults.join("; ") };
    return Response.json(body, { status: 400 });
  }
  return Response.json({
    access_token: await signToken(state, wanted),
    token_type: "Bearer",
    expires_in: wanted.ttl ?? usualTtl,
  });
}

function refused(refusal: RequestRefusal): Response {
  const { status, headers, body } = refusalAnswer(refusal);
  return new Response(body, { status, headers });
}
