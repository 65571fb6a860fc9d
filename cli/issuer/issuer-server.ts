import { hasBearer } from "../../protocol/net/bearer.ts";
import { guardedRequest, guardRequest } from "../../protocol/net/host-guard.ts";
import { loopbackHosts } from "../../protocol/net/loopback.ts";
import { refusalAnswer, type RequestRefusal, unauthenticated } from "../../protocol/net/refusal.ts";
import { type IssuerState, publicKeys } from "./issuer-state.ts";
import { signToken, type TokenRequest, usualTtl } from "./sign-token.ts";
import { requestFaults } from "./token-request.ts";

/**
 * Answers a request to the issuer: discovery, keys, and the token endpoint, which needs the issuer's secret. `state` is
 * read for each request, so that a rotation takes effect at once.
 */
export async function answerIssuer(request: Request, state: IssuerState): Promise<Response> {
  const { port, pathname } = new URL(request.url);
  const refusal = guardRequest(guardedRequest(request), { hosts: loopbackHosts(Number(port)) });
  if (refusal) return refused(refusal);
  if (request.method === "POST" && pathname === "/token") return await issue(request, state);
  if (request.method !== "GET") return Response.json({ error: "not found" }, { status: 404 });
  if (pathname === "/jwks") return Response.json(publicKeys(state));
  if (pathname !== "/.well-known/openid-configuration") {
    return Response.json({ error: "not found" }, { status: 404 });
  }
  const { issuer } = state;
  return Response.json({ issuer, jwks_uri: `${issuer}/jwks`, token_endpoint: `${issuer}/token` });
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
