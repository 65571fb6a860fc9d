import type { SignInIssuer } from "./sign-in-options.ts";

/** What the page keeps while its user is at the issuer. */
export interface Pending {
  readonly state: string;
  /** The page's secret, whose hash the issuer has. */
  readonly verifier: string;
  readonly issuer: SignInIssuer;
  /** Path and parameters of the page that is shown afterwards. */
  readonly returnTo: string;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** A new sign-in at an issuer. */
export const newPending = (issuer: SignInIssuer, returnTo: string): Pending => ({
  state: random(),
  verifier: random(),
  issuer,
  returnTo,
});

/** The S256 challenge of a verifier (RFC 7636 4.2). */
export async function challengeOf(verifier: string): Promise<string> {
  const bytes = new TextEncoder().encode(verifier);
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** Where the browser goes to sign in. */
export async function authorizationUrl(pending: Pending, redirectUri: string): Promise<string> {
  const { issuer, state, verifier } = pending;
  const url = new URL(issuer.authorize);
  const parameters = {
    ...issuer.parameters,
    response_type: "code",
    client_id: issuer.clientId,
    scope: issuer.scope,
    redirect_uri: redirectUri,
    state,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** The code that an issuer sent its user back with. Throws with words for the user. */
export function codeOf(returned: URLSearchParams, pending: Pending | null): string {
  if (!pending || returned.get("state") !== pending.state) {
    throw new Error("This sign-in was not begun in this tab. Sign in again.");
  }
  // RFC 9207: another issuer may have been given this answer's code, and would get it from the page.
  const issuer = returned.get("iss");
  if (issuer !== null && issuer !== pending.issuer.issuer) {
    throw new Error("Another issuer than the chosen one has answered. Sign in again.");
  }
  const error = returned.get("error_description") ?? returned.get("error");
  if (error !== null) throw new Error(`The issuer refused the sign-in: ${error}`);
  const code = returned.get("code");
  if (!code) throw new Error("The issuer sent no code. Sign in again.");
  return code;
}
