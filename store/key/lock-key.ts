import type { Tx } from "../database/sql.ts";
import { refuseMissing } from "../refusal.ts";

/** A key as it is changed. */
export interface LockedKey {
  id: string;
  name: string;
  subject: string;
  roles: string[];
  scopes: string[];
  lifetimeMs: number;
  expiresAt: Date;
  /** It is neither revoked nor replaced, and has not expired. */
  isCurrent: boolean;
}

/** Locks a key of the tenant. Refuses NotFoundError. */
export async function lockKey(tx: Tx, tenant: string, id: string): Promise<LockedKey> {
  const [key] = await tx<LockedKey[]>`
    select id, name, subject, roles, scopes, expires_at,
      round(extract(epoch from expires_at - created_at) * 1000)::float8 as lifetime_ms,
      revoked_at is null and replaced_by is null and expires_at > now() as is_current
    from api_keys where id = ${id} and tenant = ${tenant} for update`;
  if (!key) throw refuseMissing("such API key", "keyId");
  return key;
}
