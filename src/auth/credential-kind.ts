import type { Principal } from "../../protocol/auth/principal.ts";
import { AuthenticationUnavailable, type Authenticator, Unauthenticated } from "./authenticator.ts";
import type { Revocations } from "./revocations.ts";

/** One kind of token: API keys, tokens of an issuer, session tokens. */
export interface CredentialKind {
  /** True for a token of this kind, valid or not. Kinds exclude each other. */
  recognizes(token: string): boolean;
  /** The principal; throws Unauthenticated or AuthenticationUnavailable. Revocation is not its concern. */
  authenticate(token: string): Promise<Principal>;
}

/** The authenticator of a deployment that accepts these kinds of tokens. */
export function tokenAuthenticator(
  kinds: readonly CredentialKind[],
  revocations: Pick<Revocations, "isRevoked" | "healthy">,
): Authenticator {
  return {
    mode: "TOKENS",
    async authenticate({ token }) {
      if (token === null) throw new Unauthenticated("missing");
      const kind = kinds.find((one) => one.recognizes(token));
      if (!kind) throw new Unauthenticated("unknown_kind");
      if (!revocations.healthy()) throw new AuthenticationUnavailable();
      const principal = await kind.authenticate(token);
      if (revocations.isRevoked(principal)) throw new Unauthenticated("revoked");
      return principal;
    },
  };
}
