import type { Caller } from "../../protocol/caller.ts";
import { inTenant } from "../database/in-tenant.ts";
import { type Db, json, type Sql, type Tx } from "../database/sql.ts";
import { contentHash } from "../ids.ts";
import { Refusal, refuseReusedKey } from "../refusal.ts";

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

/** A command that can also be a part of another transaction. */
export interface DefinedCommand<C, R, Context extends unknown[]> extends Command<C, R, Context> {
  /** The same in the given transaction, which the caller rolls back if it throws, also for a concurrent duplicate. */
  within(tx: Tx, caller: Caller, command: C, ...context: Context): Promise<R>;
}

/** Another transaction recorded the key meanwhile; this one is rolled back. */
class KeyTaken extends Error {
  override name = "KeyTaken";
}

/**
 * Makes a command: `effect` takes effect once per tenant, subject, mutation and key, in one transaction with the key. A repeated
 * key returns the first result with `replayed: true`; with another input it is refused (KEY_REUSED). Of concurrent
 * duplicates one takes effect: the key is recorded last, after all locks, so that a duplicate waits for it, is rolled
 * back and returns the first result. Only successes are recorded: a Refusal rolls everything back.
 */
export function defineCommand<C extends Input, R extends Result, Context extends unknown[] = []>(
  mutation: string,
  effect: Effect<C, R, Context>,
): DefinedCommand<C, R, Context> {
  const within = async (tx: Tx, caller: Caller, command: C, ...context: Context): Promise<R> => {
    const replayed = await previousResult<R>(tx, caller, mutation, command);
    if (replayed) return replayed;
    const result = await effect(tx, caller, command, ...context);
    await recordResult(tx, caller, mutation, command, result);
    return { ...result, replayed: false } as R;
  };
  const execute: Command<C, R, Context> = async (pool, caller, command, ...context) => {
    const sql = inTenant(pool, caller.tenant);
    const previous = (db: Db) => previousResult<R>(db, caller, mutation, command);
    try {
      return await sql.begin((tx) => within(tx, caller, command, ...context)) as R;
    } catch (error) {
      // What refuses a duplicate may be the effect of the first.
      const mayBeDuplicate = error instanceof KeyTaken || error instanceof Refusal;
      const replayed = mayBeDuplicate ? await previous(sql) : null;
      if (replayed) return replayed;
      throw error;
    }
  };
  return Object.assign(execute, { within });
}

async function recordResult(
  tx: Tx,
  { tenant, subject }: Caller,
  mutation: string,
  command: Input,
  result: object,
) {
  const [recorded] = await tx`
    insert into idempotency_keys (tenant, subject, mutation, key, input_hash, result)
    values (${tenant}, ${subject ?? ""}, ${mutation}, ${command.idempotencyKey}, ${
    inputHash(command)
  },
      ${json(tx, result)}) on conflict do nothing returning key`;
  if (!recorded) throw new KeyTaken("a concurrent duplicate recorded the key");
}

/** Hash of a command's input, to recognize a key that is used for another input. */
export function inputHash({ idempotencyKey: _, ...input }: Input): string {
  return contentHash(input);
}

/** The recorded result of this key, with `replayed: true`; null for a new key. Refuses KEY_REUSED. */
export async function previousResult<R extends Result>(
  db: Db,
  { tenant, subject }: Caller,
  mutation: string,
  command: Input,
): Promise<R | null> {
  const [row] = await db<{ inputHash: string; result: Omit<R, "replayed"> }[]>`
    select input_hash, result from idempotency_keys
    where tenant = ${tenant} and subject = ${subject ?? ""} and mutation = ${mutation}
      and key = ${command.idempotencyKey}`;
  if (!row) return null;
  if (row.inputHash !== inputHash(command)) throw refuseReusedKey();
  return { ...row.result, replayed: true } as R;
}
