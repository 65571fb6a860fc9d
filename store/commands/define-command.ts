import type { Caller } from "../../protocol/caller.ts";
import { type Db, json, type Sql, type Tx } from "../database/sql.ts";
import { contentHash } from "../ids.ts";
import { refuseConflict } from "../refusal.ts";

type Command = { idempotencyKey: string };

/**
 * Runs `effect` once per tenant, mutation and key, in one transaction with the key. A repeated key answers the ids
 * of the first time with `replayed: true`; with another input it is refused (KEY_REUSED). A concurrent duplicate
 * waits for the first. Only successes are remembered: a Refusal rolls the key back.
 */
export function once<C extends Command, R extends object>(
  sql: Sql,
  { tenant }: Caller,
  mutation: string,
  command: C,
  effect: (tx: Tx) => Promise<R>,
): Promise<R & { replayed: boolean }> {
  const { idempotencyKey: key, ...input } = command;
  const hash = contentHash(input);
  return sql.begin(async (tx) => {
    const [fresh] = await tx`
      insert into idempotency_keys (tenant, mutation, key, input_hash)
      values (${tenant}, ${mutation}, ${key}, ${hash}) on conflict do nothing returning key`;
    if (!fresh) return { ...await earlier<R>(tx, tenant, mutation, key, hash), replayed: true };
    const result = await effect(tx);
    await tx`update idempotency_keys set result = ${json(tx, result)}
      where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
    return { ...result, replayed: false };
  }) as Promise<R & { replayed: boolean }>;
}

/** What this key was answered with, `replayed: true`; null for a new key. Refuses KEY_REUSED. */
export async function earlierResult<R extends object>(
  db: Db,
  { tenant }: Caller,
  mutation: string,
  { idempotencyKey: key, ...input }: Command,
): Promise<(R & { replayed: boolean }) | null> {
  const [row] = await db`select key from idempotency_keys
    where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
  if (!row) return null;
  return { ...await earlier<R>(db, tenant, mutation, key, contentHash(input)), replayed: true };
}

async function earlier<R>(tx: Db, tenant: string, mutation: string, key: string, hash: string) {
  const [row] = await tx<{ inputHash: string; result: R }[]>`
    select input_hash, result from idempotency_keys
    where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
  if (row?.inputHash === hash) return row.result;
  throw refuseConflict(
    "KEY_REUSED",
    "This idempotencyKey came before with another input. Make a new key for a new intent.",
  );
}
