import type { Sql } from "../database/sql.ts";

/** A key as it is verified. */
export interface StoredKey {
  tenant: string;
  subject: string;
  secretHash: Uint8Array;
  roles: string[];
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

/** The key with this id, of any tenant; null if there is none. */
export async function findApiKey(sql: Sql, id: string): Promise<StoredKey | null> {
  const [key] = await sql<StoredKey[]>`select * from find_api_key(${id})`;
  return key ?? null;
}

/** Records that a key was used, at most once a minute. */
export async function useApiKey(sql: Sql, id: string): Promise<void> {
  await sql`select use_api_key(${id})`;
}
