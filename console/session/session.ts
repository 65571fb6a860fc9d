import { authorizationUrl, codeOf, newPending, type Pending } from "./pkce.ts";
import type { SignInIssuer } from "./sign-in-options.ts";
import { isDue, type Tokens, tokensOf } from "./tokens.ts";

/** `open`: the API needs no token. `ended`: the token has expired or was revoked. */
export type SessionState = "open" | "signed-out" | "signed-in" | "ended";

const keys = { tokens: "tramontane.session", pending: "tramontane.sign-in" } as const;
/** The page to which issuers send their users back. */
export const returnPath = "/console/signed-in";
/** Longest wait for an issuer, ms. */
const withinMs = 15_000;

/** The tab's sign-in: its token, kept in the storage of the tab, which ends with it. */
export class Session {
  #state: SessionState;
  #signIns = 0;
  #tokens: Tokens | null;
  #receivedAt = Date.now();
  #renewing: { readonly of: Tokens; readonly token: Promise<string> } | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #storage: Storage;

  constructor(isOpen: boolean, storage: Storage) {
    this.#storage = storage;
    this.#tokens = isOpen ? null : read<Tokens>(storage, keys.tokens);
    this.#state = isOpen ? "open" : this.#tokens ? "signed-in" : "signed-out";
  }

  readonly get = (): SessionState => this.#state;

  /** How often one has signed in: each has connections of its own. */
  readonly signIns = (): number => this.#signIns;

  readonly subscribe = (listener: () => void): () => void => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A token that is valid now, renewed where it ends soon. Rejects where there is none. */
  readonly token = async (): Promise<string> => {
    const tokens = this.#tokens;
    if (!tokens) throw new Error("no one is signed in");
    if (!isDue(tokens, Date.now(), this.#receivedAt)) return tokens.token;
    if (!tokens.refreshToken || !tokens.issuer) return tokens.token;
    if (this.#renewing?.of !== tokens) {
      this.#renewing = { of: tokens, token: this.#renew(tokens) };
    }
    return await this.#renewing.token;
  };

  /** Signs in with an API key, or with any bearer token that the API accepts. */
  useToken(token: string): void {
    this.#signedIn({ token, endsAt: null, refreshToken: null, issuer: null });
  }

  /**
   * The API refused the token of a sign-in: it has expired or was revoked. The page and its drafts stay. A late answer to
   * the token of an earlier sign-in ends nothing.
   */
  end(signIn: number): void {
    if (this.#state === "signed-in" && signIn === this.#signIns) this.#set("ended");
  }

  /** The end of the token of a sign-in has come. One that is renewed goes on. */
  expire(signIn: number): void {
    if (!this.#tokens?.refreshToken) this.end(signIn);
  }

  signOut(): void {
    this.#tokens = null;
    this.#storage.removeItem(keys.tokens);
    this.#set("signed-out");
  }

  /** Leads the browser to an issuer. */
  async begin(issuer: SignInIssuer): Promise<void> {
    const { pathname, search } = location;
    const returnTo = pathname === returnPath ? "/console" : pathname + search;
    const pending = newPending(issuer, returnTo);
    this.#storage.setItem(keys.pending, JSON.stringify(pending));
    location.assign(await authorizationUrl(pending, location.origin + returnPath));
  }

  /** Ends a sign-in at an issuer: exchanges its code. The path of the page to show. Throws with words for the user. */
  async finish(returned: URLSearchParams): Promise<string> {
    const pending = read<Pending>(this.#storage, keys.pending);
    this.#storage.removeItem(keys.pending);
    const code = codeOf(returned, pending);
    const { issuer, verifier, returnTo } = pending as Pending;
    const answer = await exchange(issuer.token, {
      grant_type: "authorization_code",
      client_id: issuer.clientId,
      redirect_uri: location.origin + returnPath,
      code,
      code_verifier: verifier,
    });
    this.#signedIn(tokensOf(answer, Date.now(), issuer));
    return returnTo;
  }

  /** Renews tokens. Who signs out or in meanwhile has ended that session: its answer is not kept. */
  async #renew(tokens: Tokens): Promise<string> {
    const renewed = await this.#renewed(tokens);
    this.#renewing = this.#renewing?.of === tokens ? null : this.#renewing;
    if (this.#tokens !== tokens) throw new Error("this session has ended");
    if (renewed) this.#keep(renewed);
    return (renewed ?? tokens).token;
  }

  async #renewed({ refreshToken, issuer }: Tokens): Promise<Tokens | null> {
    if (!issuer || !refreshToken) return null;
    try {
      const answer = await exchange(issuer.token, {
        grant_type: "refresh_token",
        client_id: issuer.clientId,
        refresh_token: refreshToken,
      });
      return tokensOf(answer, Date.now(), issuer, refreshToken);
    } catch {
      // The old token may still be valid; where it is not, the API says so, and the page asks to sign in again.
      return null;
    }
  }

  #signedIn(tokens: Tokens): void {
    this.#keep(tokens);
    this.#signIns++;
    this.#set("signed-in");
  }

  #keep(tokens: Tokens): void {
    this.#tokens = tokens;
    this.#receivedAt = Date.now();
    this.#storage.setItem(keys.tokens, JSON.stringify(tokens));
  }

  #set(state: SessionState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

async function exchange(url: string, form: Readonly<Record<string, string>>): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(form),
    credentials: "omit",
    // A redirect would take the code or the refresh token to another address than the one that discovery named.
    redirect: "error",
    signal: AbortSignal.timeout(withinMs),
  }).catch((error) => {
    throw new Error(`The issuer cannot be reached: ${error instanceof Error ? error.message : ""}`);
  });
  if (!response.ok) throw new Error(`The issuer refused the sign-in (${response.status}).`);
  return await response.json();
}

function read<T>(storage: Storage, key: string): T | null {
  try {
    return JSON.parse(storage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}
