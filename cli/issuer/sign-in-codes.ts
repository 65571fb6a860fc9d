import { createHash } from "node:crypto";
import type { TokenRequest } from "./sign-token.ts";

/** What a page asks for when it leads its user here (RFC 6749 4.1.1 with PKCE, RFC 7636). */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  state: string;
  /** SHA-256 of the page's secret, base64url. */
  challenge: string;
}

interface Issued {
  wanted: TokenRequest;
  request: AuthorizationRequest;
  until: number;
}

/** How long a code can be exchanged, and how many are kept. */
const limits = { ms: 60_000, most: 100 };

/** Codes of people who signed in here, until their page exchanges them, once. Refresh tokens are kept alike, for a day. */
export class SignInCodes {
  readonly #codes = new Map<string, Issued>();
  readonly #refresh = new Map<string, TokenRequest>();

  /** A code for what the person asked for. */
  issue(wanted: TokenRequest, request: AuthorizationRequest): string {
    const code = crypto.randomUUID();
    keep(this.#codes, code, { wanted, request, until: Date.now() + limits.ms });
    return code;
  }

  /** What a code stands for; null where it is unknown, late, used, or of another page. */
  exchange(code: string, { verifier, redirectUri, clientId }: {
    verifier: string;
    redirectUri: string;
    clientId: string;
  }): TokenRequest | null {
    const issued = this.#codes.get(code);
    this.#codes.delete(code);
    if (!issued || Date.now() > issued.until) return null;
    const { request } = issued;
    const isSame = request.redirectUri === redirectUri && request.clientId === clientId;
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    return isSame && challenge === request.challenge ? issued.wanted : null;
  }

  /** A token with which the page gets further ones. */
  refreshToken(wanted: TokenRequest): string {
    const token = crypto.randomUUID();
    keep(this.#refresh, token, wanted);
    return token;
  }

  /** What a refresh token stands for; it is used once. */
  refresh(token: string): TokenRequest | null {
    const wanted = this.#refresh.get(token) ?? null;
    this.#refresh.delete(token);
    return wanted;
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > limits.most && oldest !== undefined) map.delete(oldest);
}
