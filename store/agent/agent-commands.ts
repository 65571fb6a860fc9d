import type { Caller } from "../../protocol/caller.ts";
import type { AgentCommandsInput } from "../../protocol/agent/agent-workflow.ts";
import type { UserError } from "../../protocol/user-error.ts";
import { type Db, json, type Sql } from "../database/sql.ts";
import { contentHash } from "../ids.ts";
import { refuseReusedKey } from "../refusal.ts";

/** The channel that notifies of executed commands; the payload is `agentCommandPayload`. */
export const agentCommandChannel = "tramontane_agent_commands";

/** Mutations that a worker executes. */
export type AgentMutation = "registerAgent" | "reconcileAgents";

/** A command that waits for a worker to execute it. `key` is that of its row. */
export interface AgentCommand {
  tenant: string;
  mutation: AgentMutation;
  key: string;
  command: { idempotencyKey: string };
  caller: Caller;
  progress: unknown;
}

/**
 * Records a command for a worker. Sending a refused command again with the same key retries it. Refuses KEY_REUSED while
 * the key is pending with another input.
 */
export async function recordAgentCommand(
  sql: Sql,
  caller: Caller,
  mutation: AgentMutation,
  agent: string,
  command: { idempotencyKey: string },
): Promise<void> {
  const { idempotencyKey: _, ...input } = command;
  const key = agentCommandKey(caller, command.idempotencyKey);
  const [row] = await sql`
    insert into agent_commands as i (tenant, mutation, key, agent, input_hash, command, caller)
    values (${caller.tenant}, ${mutation}, ${key}, ${agent}, ${contentHash(input)},
      ${json(sql, command)}, ${json(sql, caller)})
    on conflict (tenant, mutation, key) do update set refused = null, woken_at = now(),
      command = excluded.command, agent = excluded.agent, input_hash = excluded.input_hash
    where i.input_hash = excluded.input_hash or i.refused is not null returning key`;
  if (!row) throw refuseReusedKey();
}

/** The oldest pending command of this agent; undefined if there is none. */
export async function nextAgentCommand(
  sql: Sql,
  { tenant, agent }: AgentCommandsInput,
): Promise<AgentCommand | undefined> {
  const [row] = await sql<AgentCommand[]>`
    select tenant, mutation, key, command, caller, progress from agent_commands
    where tenant = ${tenant} and agent = ${agent} and refused is null
    order by created_at limit 1`;
  return row;
}

/** Saves what an attempt has done, for the attempt that follows if this worker dies. */
export async function saveCommandProgress(
  sql: Sql,
  pending: AgentCommand,
  progress: unknown,
): Promise<void> {
  const { tenant, mutation, key } = pending;
  await sql`update agent_commands set progress = ${json(sql, progress)}
    where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
}

/** Records why a command was refused, and notifies the waiting API process. */
export async function rejectAgentCommand(
  sql: Sql,
  pending: AgentCommand,
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
export async function completeAgentCommand(
  db: Db,
  caller: Caller,
  mutation: AgentMutation,
  idempotencyKey: string,
): Promise<void> {
  const { tenant } = caller;
  const key = agentCommandKey(caller, idempotencyKey);
  const gone = await db`delete from agent_commands
    where tenant = ${tenant} and mutation = ${mutation} and key = ${key}`;
  if (gone.count > 0) await tell(db, tenant, key);
}

/** The key of a command's row: of a principal with a subject a hash of both, so that keys are unique per subject. */
const agentCommandKey = ({ subject }: Caller, key: string) =>
  subject == null ? key : contentHash([subject, key]);

/** Payload of a command's notification; a hash, because keys may be long. */
export const agentCommandPayload = (caller: Caller, idempotencyKey: string) =>
  payloadOf(caller.tenant, agentCommandKey(caller, idempotencyKey));

const payloadOf = (tenant: string, key: string) => contentHash([tenant, key]);

async function tell(db: Db, tenant: string, key: string) {
  await db`select pg_notify(${agentCommandChannel}, ${payloadOf(tenant, key)})`;
}

/** Outcome of a command: the result of its mutation, its refusal, or null while it is pending. */
export async function agentCommandOutcome<R>(
  sql: Sql,
  caller: Caller,
  mutation: AgentMutation,
  idempotencyKey: string,
): Promise<{ result: R } | { refused: UserError } | null> {
  const { tenant, subject } = caller;
  const key = agentCommandKey(caller, idempotencyKey);
  const [row] = await sql<{ result: R | null; refused: UserError | null }[]>`
    select (select result from idempotency_keys
        where tenant = ${tenant} and subject = ${subject ?? ""} and mutation = ${mutation}
        and key = ${idempotencyKey}) as result,
      (select refused from agent_commands
        where tenant = ${tenant} and mutation = ${mutation} and key = ${key}) as refused`;
  if (row?.result) return { result: row.result };
  return row?.refused ? { refused: row.refused } : null;
}

/** Agents whose pending commands no worker has examined for `afterMs`; each is returned once in that time. */
export async function claimStaleAgentCommands(
  sql: Sql,
  afterMs: number,
): Promise<AgentCommandsInput[]> {
  const rows = await sql<AgentCommandsInput[]>`
    select tenant, agent from claim_stale_agent_commands(${afterMs})`;
  return [...new Map(rows.map((r) => [`${r.tenant}/${r.agent}`, r])).values()];
}

/** Deletes commands that are older than `afterMs`. Returns how many. */
export async function purgeAgentCommands(sql: Sql, afterMs: number): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`select purge_agent_commands(${afterMs}) as gone`;
  return row?.gone ?? 0;
}
