import type { Principal } from "../../protocol/auth/principal.ts";
import type { Role } from "../../protocol/auth/roles.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import type { Db } from "../database/sql.ts";

/** What is kept of a principal whose rights are used while it makes no request. */
export type KeptRights =
  & Pick<Principal, "kind" | "subject" | "groups" | "roles" | "scopes">
  // Until the owner acts with a new credential.
  & { wereRevoked?: true };

/** Those of a principal. */
export const rightsOf = (
  { kind, subject, groups, roles, scopes }: Principal,
): KeptRights => ({ kind, subject, groups, roles, scopes });

/**
 * The principal as if it made a request now; null: its API key has ended, or its access was revoked. Rights of a key are those of the key, or of the
 * one that replaced it; those of a person are the kept ones: its tokens are the issuer's.
 */
export async function ownerPrincipal(
  db: Db,
  tenant: string,
  rights: KeptRights,
): Promise<Principal | null> {
  if (rights.wereRevoked) return null;
  const unlimited = { bound: null, credentialId: null, issuedAt: null, expiresAt: null };
  if (!rights.subject.startsWith("key:")) return { tenant, ...rights, ...unlimited };
  const [key] = await db<{ roles: Role[]; scopes: Scope[] }[]>`
    select roles, scopes from api_keys where tenant = ${tenant} and subject = ${rights.subject}
      and (revoked_at is null or revoked_at > now()) and expires_at > now()
    order by expires_at desc limit 1`;
  return key ? { tenant, ...rights, ...key, ...unlimited } : null;
}
