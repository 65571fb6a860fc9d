import type { Role } from "../../../protocol/auth/roles.ts";

/**
 * An issuer of tokens (OpenID Connect), and what the claims of its tokens mean. A claim is the name of a member of the
 * token, or a JSON pointer such as `/realm_access/roles`.
 */
export interface Issuer {
  /** The exact value of `iss`. */
  issuer: string;
  /** Accepted values of `aud`. */
  audiences: readonly string[];
  /** Where its keys are; null: found by discovery, at the host of the issuer. */
  jwksUri: string | null;
  tenant: TenantRule;
  subjectClaim: string;
  /** Put before each subject: separates the subjects of several issuers of a tenant. */
  subjectPrefix: string;
  rolesClaim: string | null;
  /** The role for a value of `rolesClaim`; null: values are names of roles. */
  roles: Readonly<Record<string, Role>> | null;
  scopesClaim: string | null;
  groupsClaim: string | null;
  /** Accepted values of `azp` or `client_id`; null: any. */
  clients: readonly string[] | null;
  /** A token with this value is that of a workload, not of a person; null: all are those of people. */
  service: { claim: string; value: string } | null;
  /** How people sign in at the console by this issuer; null: they do not. */
  signIn: SignInClient | null;
}

/** The console as a public client of an issuer (authorization code with PKCE). */
export interface SignInClient {
  clientId: string;
  /** Scopes to ask for, with blanks between them. */
  scope: string;
  /** Name of the issuer on the sign-in page; null: its host. */
  name: string | null;
  /** Further parameters of the authorization request, such as `audience`. */
  parameters: Readonly<Record<string, string>>;
}

/** The tenant of an issuer's tokens: always the same, or named by a claim, out of a list. */
export type TenantRule =
  | { fixed: string }
  | { claim: string; allowed: readonly string[] };

/** The tenants that an issuer can name. */
export const tenantsOf = ({ tenant }: Issuer): readonly string[] =>
  "fixed" in tenant ? [tenant.fixed] : tenant.allowed;
