/** An issuer by which one signs in, as the page names it. */
export interface SignInIssuer {
  readonly name: string;
  /** Its identifier, as in the claim `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly authorize: string;
  readonly token: string;
}

/** How one signs in, as the server wrote it into the page. */
export interface SignInOptions {
  readonly mode: "LOCAL" | "API_KEYS" | "OIDC";
  readonly issuers: readonly SignInIssuer[];
}

/** Reads it from the page. Without it, as with a development server, the API is asked without a token. */
export function readSignInOptions(document: Document): SignInOptions {
  const content = document.querySelector<HTMLMetaElement>('meta[name="tramontane-sign-in"]')
    ?.content;
  return content ? JSON.parse(content) as SignInOptions : { mode: "LOCAL", issuers: [] };
}
