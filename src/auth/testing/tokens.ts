import { localPrincipal, type Principal } from "../../../protocol/auth/principal.ts";
import { type Authenticator, Unauthenticated } from "../authenticator.ts";

/** An authenticator with the principals of its test, by their tokens. */
export interface Tokens extends Authenticator {
  /** A token of this principal, a USER `ada` of the tenant `acme` by default. */
  tokenOf(over?: Partial<Principal>): string;
}

/** Accepts the tokens that it has made. */
export function tokens(): Tokens {
  const known = new Map<string, Principal>();
  return {
    mode: "TOKENS",
    authenticate: ({ token }) => {
      const principal = known.get(token ?? "");
      return principal
        ? Promise.resolve(principal)
        : Promise.reject(new Unauthenticated("unknown"));
    },
    tokenOf(over = {}) {
      const token = `token-${known.size}`;
      const ada = { tenant: "acme", kind: "USER", subject: "ada", roles: ["member"] } as const;
      known.set(token, { ...localPrincipal, ...ada, credentialId: token, ...over });
      return token;
    },
  };
}

/** A time in this many milliseconds. */
export const inMs = (ms: number): Date => new Date(Date.now() + ms);
