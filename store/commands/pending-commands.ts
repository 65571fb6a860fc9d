import type { Caller } from "../../protocol/caller.ts";
import type { CommandQueue } from "../../protocol/command/command-workflow.ts";
import { unavailable, type UserError } from "../../protocol/user-error.ts";
import { type Db, json, type Sql } from "../database/sql.ts";
import { contentHash } from "../ids.ts";
import { Refusal, refuseReusedKey } from "../refusal.ts";

/** The channel that notifies of executed commands; the payload is `commandPayload`. */
export const commandChannel = "tramontane_agent_commands";

/** Mutations that a worker executes. */
export type WorkerMutation = "registerAgent" | "reconcileAgents" | "startResearch";

/** A command that waits for a worker to execute it. `key` is that of its row. */
export interface PendingCommand {
  tenant: string;
  mutation: WorkerMutation;
  key: string;
  command: { idempotencyKey: string };
  caller: Caller;
  /** What the API process knew besides the input; null if nothing. */
  context: unknown;
  progress: unknown;
}

/** A command to record. */
export interface NewCommand {
  mutation: WorkerMutation;
  queue: string;
  command: { idempotencyKey: string };
  /** What the API process knows besides the input; not part of what a repeated key must repeat. */
  context?: unknown;
}

/**
 * Commands of a tenant that may wait for a worker, and those of one subject: so that one subject cannot fill the queues of a
 * tenant. Of concurrent ones some more are accepted.
 */
export const maxPending = { ofTenant: 1_000, ofSubject: 100 };

/**
 * Records a command for a worker. Sending a refused command again with the same key retries it. Refuses KEY_REUSED while
 * the key is pending with another input, UnavailableError while too many wait.
 */
export async function recordCommand(
  sql: Sql,
  caller: Caller,
  { mutation, queue, command, context = null }: NewCommand,
): Promise<void> {
  const { idempotencyKey: _, ...input } = command;
  const key = commandKey(caller, command.idempotencyKey);
  if (await isFull(sql, caller, mutation, key)) throw new Refusal(tooMany);
  const [row] = await sql`
    insert into agent_commands as i (tenant, mutation, key, agent, input_hash, command, caller, context)
    values (${caller.tenant}, ${mutation}, ${key}, ${queue}, ${contentHash(input)},
      ${json(sql, command)}, ${json(sql, caller)}, ${context === null ? null : json(sql, context)})
    on conflict (tenant, mutation, key) do update set refused = null, woken_at = now(),
      command = excluded.command, agent = excluded.agent, context = excluded.context, input_hash = excluded.input_hash
    where i.input_hash = excluded.input_hash or i.refused is not null returning key`;
  if (!row) throw refuseReusedKey();
}

const tooMany = unavailable(
  "worker",
  "Too many commands wait for a worker. Nothing was recorded: try again with the same key when some of them have ended.",
);

/** True if too many commands wait, and this is none of them. */
async function isFull(
  sql: Sql,
  { tenant, subject }: Caller,
  mutation: WorkerMutation,
  key: string,
): Promise<boolean> {
  const [row] = await sql<{ isFull: boolean }[]>`
    select (count(*) >= ${maxPending.ofTenant}
        or count(*) filter (where caller->>'subject' = ${
    subject ?? null
  }) >= ${maxPending.ofSubject})
      and not bool_or(mutation = ${mutation} and key = ${key}) as is_full
    from agent_commands where tenant = ${tenant} and refused is null`;
  return row?.isFull ?? false;
}

/** The oldest pending command of this queue; undefined if there is none. */
export async function nextCommand(
  sql: Sql,
  { tenant, queue }: CommandQueue,
): Promise<PendingCommand | undefined> {
  const [row] = await sql<PendingCommand[]>`
    select tenant, mutation, key, command, caller, context, progress from agent_commands
    where tenant = ${tenant} and agent = ${queue} and refused is null
    order by created_at limit 1`;
  return row;
}

/** Saves what an attempt has done, for the attempt that follows if this worker dies. */
export async function saveCommandProgress(
  sql: Sql,
  pending: PendingCommand,
  progress: unknown,
): Promise<void> {
  const { tenant, mutation, key } = pending;
  await sql`update agent_commands set progress = ${json(sql, progress)}
    where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
}

/** Records why a command was refused, and notifies the waiting API process. */
export async function rejectCommand(
  sql: Sql,
  pending: PendingCommand,
  error: UserError,
): Promise<void> {
  const { tenant, mutation, key } = pending;
  await sql.begin(async (tx) => {
    await tx`update agent_commands set refused = ${json(tx, error)}
      where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
    await tell(tx, tenant, key);
  });
}

/** Removes a command in the transaction of its effect; the waiting API process is notified at the commit. */
export async function completeCommand(
  db: Db,
  caller: Caller,
  mutation: WorkerMutation,
  idempotencyKey: string,
): Promise<void> {
  const { tenant } = caller;
  const key = commandKey(caller, idempotencyKey);
  const gone = await db`delete from agent_commands
    where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
  if (gone.count > 0) await tell(db, tenant, key);
}

/** The key of a command's row: of a principal with a subject a hash of both, so that keys are unique per subject. */
const commandKey = ({ subject }: Caller, key: string) =>
  subject == null ? key : contentHash([subject, key]);

/** Payload of a command's notification; a hash, because keys may be long. */
export const commandPayload = (caller: Caller, idempotencyKey: string) =>
  payloadOf(caller.tenant, commandKey(caller, idempotencyKey));

const payloadOf = (tenant: string, key: string) => contentHash([tenant, key]);

async function tell(db: Db, tenant: string, key: string) {
  await db`select pg_notify(${commandChannel}, ${payloadOf(tenant, key)})`;
}

/** Outcome of a command: the result of its mutation, its refusal, or null while it is pending. */
export async function commandOutcome<R>(
  sql: Sql,
  caller: Caller,
  mutation: WorkerMutation,
  idempotencyKey: string,
): Promise<{ result: R } | { refused: UserError } | null> {
  const { tenant, subject } = caller;
  const key = commandKey(caller, idempotencyKey);
  const [row] = await sql<{ result: R | null; refused: UserError | null }[]>`
    select (select result from idempotency_keys
        where tenant = ${tenant} and subject = ${subject ?? ""} and mutation = ${mutation}
        and key = ${idempotencyKey}) as result,
      (select refused from agent_commands
        where tenant = ${tenant} and mutation = ${mutation} and key = ${key}) as refused`;
  if (row?.result) return { result: row.result };
  return row?.refused ? { refused: row.refused } : null;
}

/** Queues with commands that no worker has examined for `afterMs`; a command is returned once in that time. */
export async function claimStaleCommands(
  sql: Sql,
  afterMs: number,
): Promise<CommandQueue[]> {
  const rows = await sql<CommandQueue[]>`
    select tenant, queue from claim_stale_commands(${afterMs})`;
  return [...new Map(rows.map((r) => [`${r.tenant}/${r.queue}`, r])).values()];
}

/** Deletes commands that are older than `afterMs`. Returns how many. */
export async function purgeCommands(sql: Sql, afterMs: number): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`select purge_agent_commands(${afterMs}) as gone`;
  return row?.gone ?? 0;
}
