/** What the page keeps of a sign-in, in the storage of the tab. */
export interface Tokens {
  /** The bearer token: an API key, or an access token. */
  readonly token: string;
  /** When it ends, ms since 1970; null: not known, as of an API key. */
  readonly endsAt: number | null;
  /** For a new token without the person; null: there is none. */
  readonly refreshToken: string | null;
  /** The token endpoint that takes it, and the client that it is for; null: an API key. */
  readonly issuer: { readonly token: string; readonly clientId: string } | null;
}

/** The answer of a token endpoint (RFC 6749 5.1). */
interface TokenAnswer {
  access_token?: unknown;
  expires_in?: unknown;
  refresh_token?: unknown;
}

/** The tokens of an answer, received at `now`. `before`: a refresh may keep the refresh token. Throws without a token. */
export function tokensOf(
  answer: unknown,
  now: number,
  issuer: NonNullable<Tokens["issuer"]>,
  before: string | null = null,
): Tokens {
  const { access_token: token, expires_in: seconds, refresh_token: refresh } =
    (answer ?? {}) as TokenAnswer;
  if (typeof token !== "string" || token === "") throw new Error("The issuer answered no token.");
  return {
    token,
    endsAt: Number(seconds) > 0 ? now + Number(seconds) * 1_000 : null,
    refreshToken: typeof refresh === "string" ? refresh : before,
    issuer: { token: issuer.token, clientId: issuer.clientId },
  };
}

/** A token is renewed when less of its life is left, ms. */
export const renewBeforeMs = 60_000;

/** Whether a token has to be renewed before it is sent. A short one is used for four fifths of its life. */
export function isDue({ endsAt }: Tokens, now: number, receivedAt: number): boolean {
  if (endsAt === null) return false;
  return endsAt - now < Math.min(renewBeforeMs, (endsAt - receivedAt) / 5);
}
