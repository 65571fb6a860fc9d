import type { Caller } from "../../protocol/caller.ts";
import { type Db, json, type Sql, type Tx } from "../database/sql.ts";
import { contentHash } from "../ids.ts";
import { refuseReusedKey } from "../refusal.ts";

type Input = { idempotencyKey: string };
type Result = { replayed: boolean };

/** The work of a command: checks, throws a Refusal, or changes rows and appends events; returns ids. */
export type Effect<C, R, Context extends unknown[]> = (
  tx: Tx,
  caller: Caller,
  command: C,
  ...context: Context
) => Promise<Omit<R, "replayed">>;

/** A command as it is called: `context` is what the process knows besides the caller's input. */
export type Command<C, R, Context extends unknown[]> = (
  sql: Sql,
  caller: Caller,
  command: C,
  ...context: Context
) => Promise<R>;

/**
 * Makes a command: `effect` runs once per tenant, mutation and key, in one transaction with the key. A repeated key
 * returns the first result with `replayed: true`; with another input it is refused (KEY_REUSED). A concurrent duplicate
 * waits for the first. Only successes are recorded: a Refusal rolls the key back.
 */
export function defineCommand<C extends Input, R extends Result, Context extends unknown[] = []>(
  mutation: string,
  effect: Effect<C, R, Context>,
): Command<C, R, Context> {
  return (sql, caller, command, ...context) => {
    const { idempotencyKey: key, ...input } = command;
    const { tenant } = caller;
    const hash = contentHash(input);
    return sql.begin(async (tx) => {
      const [fresh] = await tx`
        insert into idempotency_keys (tenant, mutation, key, input_hash)
        values (${tenant}, ${mutation}, ${key}, ${hash}) on conflict do nothing returning key`;
      if (!fresh) {
        const previous = await previousResult<R>(tx, caller, mutation, command);
        if (!previous) throw refuseReusedKey();
        return previous;
      }
      const result = await effect(tx, caller, command, ...context);
      await tx`update idempotency_keys set result = ${json(tx, result)}
        where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
      return { ...result, replayed: false };
    }) as Promise<R>;
  };
}

/** The recorded result of this key, with `replayed: true`; null for a new key. Refuses KEY_REUSED. */
export async function previousResult<R extends Result>(
  db: Db,
  { tenant }: Caller,
  mutation: string,
  { idempotencyKey: key, ...input }: Input,
): Promise<R | null> {
  const [row] = await db<{ inputHash: string; result: Omit<R, "replayed"> }[]>`
    select input_hash, result from idempotency_keys
    where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
  if (!row) return null;
  if (row.inputHash !== contentHash(input)) throw refuseReusedKey();
  return { ...row.result, replayed: true } as R;
}
