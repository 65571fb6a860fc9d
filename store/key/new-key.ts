import { newSecret, writeApiKey } from "../../protocol/auth/api-key.ts";
import type { Role } from "../../protocol/auth/roles.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import type { Caller } from "../../protocol/caller.ts";
import { interval, json, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { hashOfKey } from "./key-hash.ts";

/** A key that is not stored yet, with what is shown once and what is stored. */
export interface NewKey {
  id: string;
  /** The key as a service sends it. */
  token: string;
  hash: Uint8Array;
}

/** A new key with a random secret. */
export function newKey(serverKey: string): NewKey {
  const key = { id: newId("key"), secret: newSecret() };
  return { id: key.id, token: writeApiKey(key), hash: hashOfKey(key, serverKey) };
}

/** What is stored of a key besides its hash. */
export interface KeyFields {
  name: string;
  subject: string;
  roles: readonly Role[];
  scopes: readonly Scope[];
  lifetimeMs: number;
}

/** Stores a key. */
export async function insertKey(
  tx: Tx,
  { tenant, actor }: Caller,
  { id, hash }: NewKey,
  { name, subject, roles, scopes, lifetimeMs }: KeyFields,
): Promise<void> {
  await tx`
    insert into api_keys (id, tenant, name, subject, secret_hash, roles, scopes, created_by, expires_at)
    values (${id}, ${tenant}, ${name}, ${subject}, ${hash}, ${[...roles]}::text[], ${[
    ...scopes,
  ]}::text[],
      ${json(tx, actor)}, now() + ${interval(tx, lifetimeMs)})`;
}
